"""A question, what sort it is, and hints that stay hidden until they are asked for."""

from __future__ import annotations

import streamlit as st

from content import Pack, Question
from ui.components.plain import bullets, plain
from ui.components.words import difficulty_words, kind_words, theme_title


def question_header(pack: Pack, question: Question) -> None:
    """Theme, kind and difficulty as badges, and the question as a heading. A draft may lack a
    theme.
    """
    with st.container(horizontal=True, gap="xsmall"):
        if question.theme:
            st.badge(plain(theme_title(pack, question.theme)), color="blue")
        st.badge(plain(kind_words(question.kind)), color="gray")
        level = f"Level {question.difficulty} of 5: {difficulty_words(question.difficulty)}"
        st.badge(level, color="gray")
    st.header(plain(question.question), anchor=False)


def hints(question: Question) -> None:
    """The names of the key concepts, closed at first; never what they claim."""
    with st.expander("Hints: what to touch on", key="practice_hints", icon=":material/lightbulb:"):
        st.markdown(bullets(concept.label for concept in question.key_concepts))
