"""A question set as the candidate and as the interviewer will see it."""

from __future__ import annotations

import streamlit as st

from content import KeyConcept, Pack, Question
from interview import QuestionSet
from ui.components.plain import bullets, plain
from ui.components.words import about


def candidate_version(question_set: QuestionSet) -> None:
    """The questions, and nothing that gives an answer away."""
    for place, item in enumerate(question_set.items, 1):
        st.markdown(f"**{place}.** {plain(item.question.question)}")


def interviewer_version(question_set: QuestionSet, pack: Pack) -> None:
    """The questions with reference, claims to listen for, misconceptions and follow-ups."""
    for place, item in enumerate(question_set.items, 1):
        question = item.question
        with st.container(border=True):
            with st.container(gap="xxsmall"):
                st.markdown(f"#### {place}\\. {plain(question.question)}", anchors=False)
                st.caption(plain(f"{item.minutes} min · {about(pack, question)}"))
            answer_key(question)


def answer_key(question: Question) -> None:
    """Reference, claims to listen for, misconceptions and follow-ups of a question."""
    with st.container(gap="xsmall"):
        st.markdown("**Reference answer**")
        st.text(question.reference)
    with st.container(gap="xsmall"):
        st.markdown("**Claims to listen for**")
        st.markdown("\n".join(_claim(concept) for concept in question.key_concepts))
    for title, lines in (
        ("Misconceptions", [wrong.claim for wrong in question.misconceptions]),
        ("Follow-up questions", question.follow_ups),
    ):
        with st.container(gap="xsmall"):
            st.markdown(f"**{title}**")
            st.markdown(bullets(lines))


def _claim(concept: KeyConcept) -> str:
    core = " :violet-badge[Core]" if concept.core else ""
    return f"- {plain(concept.claim)} :gray-badge[Weight {concept.weight} of 3]{core}"
