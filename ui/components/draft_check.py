"""What the bank's checks say of a draft, asked for by a button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from content import Question, VivaError
from service import Finding, QuestionCheck, Service, check_question
from ui.components.draft_problems import CheckedDraft
from ui.components.plain import plain
from ui.components.words import counted

_CHECKED = "bank_checked"


@dataclass(frozen=True)
class _Said:
    """What was checked, and what the checks said."""

    question: Question
    check: QuestionCheck


def draft_check(service: Service, checked: CheckedDraft) -> None:
    """A button that runs the checks on the draft as it stands, and their findings."""
    st.caption(
        "The reference is scored as an answer, its claims are held against it and against each "
        "other, and the question against those of the bank that are nearest in meaning."
    )
    if checked.question is None:
        st.caption("It can be checked once it is complete; the Edit tab says what it lacks.")
    if st.button(
        "Check this question",
        key="check_run",
        icon=":material/fact_check:",
        disabled=checked.question is None,
    ):
        _run(service, checked.question)
    said = st.session_state.get(_CHECKED)
    if isinstance(said, _Said) and said.question.id == checked.id:
        if said.question == checked.question:
            _findings(said.check)
        else:
            st.caption("The question was changed since it was checked; check it again.")


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


def _findings(check: QuestionCheck) -> None:
    if check.to_mend:
        st.warning(f"{counted(len(check.to_mend), 'finding')} to look at", icon=":material/build:")
        _list(check.to_mend)
    else:
        st.success("The checks find nothing to mend.", icon=":material/check_circle:")
    if check.accepted:
        st.caption("Found, and accepted by the question itself:")
        _list(check.accepted)


def _list(findings: Sequence[Finding]) -> None:
    for finding in findings:
        with st.container(border=True, gap="xxsmall"):
            st.caption(plain(f"{finding.field} · {finding.check.value}"))
            st.text(finding.message)
