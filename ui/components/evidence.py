"""The candidate's own text, with the words that decided each concept highlighted."""

from __future__ import annotations

import streamlit as st

from evaluator import Evaluation, UnreadReason
from ui.components.highlight import MARKED, Mark, highlighted, legend
from ui.components.plain import plain

_NOT_READ = {
    UnreadReason.REPEATED: "it was said before",
    UnreadReason.KEYWORD_LIST: "it lists terms and says nothing about them",
    UnreadReason.TO_GRADER: "it speaks to the grader",
}

SHOWN_UNREAD = 160
"""Characters of a part that was not read that are shown."""


def evidence_marks(evaluation: Evaluation) -> list[Mark]:
    """A mark for each concept with evidence, numbered in the rubric's order from 1."""
    return [
        Mark(found.start, found.end, number, concept.label, concept.status)
        for number, concept in enumerate(evaluation.concepts, 1)
        if (found := concept.evidence) is not None
    ]


def evidence(evaluation: Evaluation, answer: str) -> None:
    """The answer as it was sent; small numbers lead to the concepts below it."""
    marks = evidence_marks(evaluation)
    used = [status for status in reversed(MARKED) if status in {mark.status for mark in marks}]
    st.subheader("Your answer, as it was read", anchor=False)
    with st.container(border=True, key="evidence"):
        st.html(highlighted(answer, marks))
    if used:
        st.caption("Each small number leads to the point of that number below.")
        st.html(legend(used))
    else:
        st.caption("No part of it could be matched to a point of the reference.")
    for part in evaluation.unread:
        text = part.text if len(part.text) <= SHOWN_UNREAD else f"{part.text[:SHOWN_UNREAD]}…"
        st.caption(f"Not read, because {_NOT_READ[part.reason]}: “{plain(text)}”")
