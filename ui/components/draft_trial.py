"""Trying an answer against a draft, before anything of it is saved."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from content import Question, VivaError
from evaluator import Evaluation, GradedTask, Rubric
from service import Service
from ui.components.answer_result import answer_result
from ui.components.draft import Draft
from ui.components.draft_problems import CheckedDraft
from ui.components.draft_typed import field_key
from ui.components.plain import plain

_TRIED = "bank_tried"


@dataclass(frozen=True)
class _Trial:
    """An answer, what it was scored against, and what came of it."""

    question: Question
    answer: str
    evaluation: Evaluation


def draft_trial(service: Service, checked: CheckedDraft) -> None:
    """A box for an answer, and its score against the draft as it stands."""
    st.subheader("Try an answer", anchor=False)
    answer = st.text_area(
        "An answer to try",
        key=_answer_key(checked.draft, checked.draft.origin),
        height=160,
        placeholder="What a candidate may say: a good answer, a half one, a wrong one.",
        persist_state="session",
    )
    if checked.question is None:
        st.caption("It can be scored once the draft is complete; the Edit tab says what it lacks.")
    if st.button(
        "Score it",
        key="trial_score",
        icon=":material/rate_review:",
        disabled=checked.question is None,
    ):
        _score(service, checked.question, answer or "")
    found = st.session_state.get(_TRIED)
    if isinstance(found, _Trial) and found.question.id == checked.id:
        if found.question == checked.question:
            answer_result(found.evaluation, found.answer)
        else:
            st.caption("The question was changed since; score the answer again.")


def keep_answer(draft: Draft, saved: Question) -> None:
    """Keep the answer tried against a new question for the question that was saved of it."""
    if draft.origin is None:
        answer = st.session_state.get(_answer_key(draft, None))
        st.session_state[_answer_key(draft, saved)] = answer or ""


def _answer_key(draft: Draft, origin: Question | None) -> str:
    """The key of the box, so that an answer outlives every draft of a saved question."""
    return f"trial_of_{origin.id}" if origin else field_key(draft, "trial")


def _score(service: Service, question: Question | None, answer: str) -> None:
    if question is None:
        return
    st.session_state[_TRIED] = None
    try:
        with st.spinner("Reading the answer…"):
            [evaluation] = service.evaluate_many([GradedTask(Rubric.of_question(question), answer)])
    except VivaError as error:
        st.error(plain(str(error)), icon=":material/error:")
    else:
        st.session_state[_TRIED] = _Trial(question, answer, evaluation)
