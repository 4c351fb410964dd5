"""Where a candidate types an answer and sends it."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from content import Question


def answer_box(question: Question) -> str:
    """What was typed for this question so far.

    Not a form: a form keeps the text in the browser until it is sent, so a look at another page
    would lose it. Here the text is kept as soon as the box is left; only the button scores it.
    """
    answer = st.text_area(
        "Your answer",
        key=f"practice_answer_{question.id}",
        height=220,
        placeholder="Answer as you would to the interviewer, in full sentences.",
        persist_state="session",
    )
    return answer or ""


def score_button(row: DeltaGenerator) -> bool:
    """Whether the answer was sent in this run, by the button or by its keys."""
    return row.button(
        "Score my answer",
        key="practice_score",
        type="primary",
        icon=":material/rate_review:",
        shortcut="Ctrl+Enter",
    )
