"""Practice: one question, an answer in one's own words, and what it is worth."""

from __future__ import annotations

import streamlit as st

from content import Question, VivaError
from service import Service
from ui.components.answer_box import answer_box, score_button
from ui.components.answer_result import answer_result
from ui.components.edit_link import edit_link
from ui.components.plain import plain, shortened
from ui.components.question_header import hints, question_header
from ui.components.question_picker import question_picker
from ui.components.reference import reference
from ui.components.related_questions import related_questions
from ui.state import (
    ScoredAnswer,
    current_question_id,
    keep_question,
    keep_scored,
    page_service,
    scored_answer,
)

REVEALED = "practice_revealed"


def score(service: Service, question: Question, answer: str) -> None:
    """Score an answer once and keep the result; a refusal is said on the page."""
    keep_scored(None)
    try:
        with st.spinner("Reading your answer…"):
            evaluation = service.evaluate(question.id, answer)
    except VivaError as error:
        st.error(plain(str(error)), icon=":material/error:")
    else:
        keep_scored(ScoredAnswer(question, answer, evaluation))


def reveal(question_id: str) -> None:
    """Show the reference of a question without a scored answer."""
    st.session_state[REVEALED] = question_id


def practise(service: Service, question: Question) -> None:
    """The page of one question."""
    question_header(service.pack, question)
    edit_link(service, question)
    hints(question)
    answer = answer_box(question)
    buttons = st.container(horizontal=True)
    sent = score_button(buttons)
    st.caption("Ctrl+Enter scores it too. What you type is kept while you look at other pages.")
    if sent:
        score(service, question, answer)
    scored = scored_answer(question)
    if scored:
        answer_result(scored.evaluation, scored.answer)
    was_scored = scored is not None and not scored.evaluation.gates
    if was_scored or st.session_state.get(REVEALED) == question.id:
        reference(question)
    else:
        label = "Show the reference"
        buttons.button(label, key="practice_reveal", on_click=reveal, args=(question.id,))
    related_questions(service, question)


service = page_service()
st.title("Practice", anchor=False)
st.caption("Answer in your own words: the score follows what you claim, not how you word it.")
question_picker(service.pack)
wanted = current_question_id(service.pack)
chosen = service.pack.question(wanted)
if chosen is None:
    st.warning(
        f"No question has the id “{plain(shortened(wanted, 80))}”. Choose one from the list above.",
        icon=":material/search_off:",
    )
else:
    keep_question(chosen.id)
    practise(service, chosen)
