"""What the bank's checks say of a draft, asked for by a button."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from content import Question, VivaError
from service import QuestionCheck, Service, check_question
from ui.components.draft_findings import draft_findings
from ui.components.draft_problems import CheckedDraft
from ui.components.plain import plain

_CHECKED = "bank_checked"


@dataclass(frozen=True)
class _Said:
    """What was checked, and what the checks said."""

    question: Question
    check: QuestionCheck


def draft_check(service: Service, checked: CheckedDraft, may_edit: bool) -> None:
    """A button that runs the checks on the draft as it stands, and their findings."""
    st.caption(
        "The reference is scored as an answer, its claims are held against it and against each "
        "other, and the question against those of the bank that are nearest in meaning."
    )
    question = checked.question
    if question is None:
        st.caption("It can be checked once it is complete; the Edit tab says what it lacks.")
    if st.button(
        "Check this question",
        key="check_run",
        icon=":material/fact_check:",
        disabled=question is None,
    ):
        _run(service, question)
    said = st.session_state.get(_CHECKED)
    if isinstance(said, _Said) and said.question.id == checked.id:
        if question is not None and _accepts_more(said.question, question):
            draft_findings(said.check, checked.draft, question, may_edit)
        else:
            st.caption("The question was changed since it was checked; check it again.")


def _accepts_more(before: Question, now: Question) -> bool:
    """Whether a question says what it said before, and accepts the same findings or more."""
    same = before.model_copy(update={"accepted": now.accepted}) == now
    return same and set(before.accepted) <= set(now.accepted)


def _run(service: Service, question: Question | None) -> None:
    if question is None:
        return
    st.session_state[_CHECKED] = None
    try:
        with st.spinner("Checking…"):
            said = _Said(question, check_question(service, question))
    except VivaError as error:
        st.error(plain(str(error)), icon=":material/error:")
    else:
        st.session_state[_CHECKED] = said
