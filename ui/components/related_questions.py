"""The questions to go on to from one, by why they are related to it."""

from __future__ import annotations

import streamlit as st

from content import Question
from service import Service, UnknownQuestionError
from ui.components.question_buttons import question_buttons
from ui.components.words import RELATION_WORDS


def related_questions(service: Service, question: Question) -> None:
    """Buttons under a heading for each reason; nothing where the bank has no question that is near,
    or where this one has just left it.
    """
    try:
        related = service.related(question.id)
    except UnknownQuestionError:
        return
    if not related:
        return
    st.subheader("Related questions", anchor=False)
    for relation, words in RELATION_WORDS.items():
        ids = [one.question.id for one in related if one.relation is relation]
        if ids:
            with st.container(gap="xxsmall", key=f"reason_{relation}"):
                st.markdown(f"#### {words}", anchors=False)
                question_buttons(service.pack, ids, f"related_{relation}")
