"""What the pages share: the service, the question in hand and the last scored answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

import streamlit as st

from content import Pack, Question, VivaError
from evaluator import Evaluation
from service import Service, open_service
from ui.components.plain import plain

PRACTICE_PAGE = "ui/practice.py"
BANK_PAGE = "ui/bank.py"
QUESTION_PARAMETER = "question"

_LAST_QUESTION = "practice_question"
_SCORED = "practice_scored"
_NOTICED = "notice_shown"


@dataclass(frozen=True)
class ScoredAnswer:
    """An answer as it was sent, and what became of it."""

    question: Question
    answer: str
    evaluation: Evaluation


@st.cache_resource(show_spinner="Opening the question bank…")
def get_service() -> Service:
    """The one service of this process, ready to score."""
    service = open_service()
    service.warm_up()
    return service


def page_service() -> Service:
    """The service for a page; says on the page why, and stops it, when there is none."""
    try:
        service = get_service()
    except VivaError as error:
        st.error("The question bank cannot be opened", icon=":material/error:")
        st.text(str(error))
        st.stop()
    _tell(service.notice)
    return service


def _tell(notice: str | None) -> None:
    """Show a notice when it comes up; what was mended and goes wrong again is told again."""
    if notice != st.session_state.get(_NOTICED):
        st.session_state[_NOTICED] = notice
        if notice:
            st.toast(plain(notice), icon=":material/info:", duration="long")


def current_question_id(pack: Pack) -> str:
    """The id in the address, else the one last practised, else the first of the pack.

    The id may be unknown to the pack: an address can be mistyped.
    """
    last = st.session_state.get(_LAST_QUESTION)
    remembered = last if last and pack.question(last) else pack.questions[0].id
    return st.query_params.get(QUESTION_PARAMETER) or str(remembered)


def keep_question(question_id: str) -> None:
    """Keep the question in the address and for the rest of the session."""
    if st.query_params.get(QUESTION_PARAMETER) != question_id:
        st.query_params[QUESTION_PARAMETER] = question_id
    st.session_state[_LAST_QUESTION] = question_id


def open_question(question_id: str) -> NoReturn:
    """Go to a question on the practice page, from any page. It ends this run."""
    st.switch_page(PRACTICE_PAGE, query_params={QUESTION_PARAMETER: question_id})


def keep_scored(scored: ScoredAnswer | None) -> None:
    """Keep the result that the practice page shows; None forgets it."""
    st.session_state[_SCORED] = scored


def scored_answer(question: Question) -> ScoredAnswer | None:
    """The result for this question as it stands; one of another, or of an older wording of it, is
    forgotten.
    """
    scored = st.session_state.get(_SCORED)
    if isinstance(scored, ScoredAnswer) and scored.question == question:
        return scored
    keep_scored(None)
    return None
