"""A draft as a candidate and as an interviewer will see it, as far as it goes."""

from __future__ import annotations

import streamlit as st

from content import Pack, Question
from ui.components.plain import bullets, plain
from ui.components.question_header import hints, question_header
from ui.components.set_preview import answer_key
from ui.components.words import about


def candidate_view(pack: Pack, question: Question) -> None:
    """The question and its hints, as the Practice page has them."""
    if not question.question:
        st.caption("Nothing is asked yet.")
        return
    question_header(pack, question)
    hints(question)


def interviewer_view(pack: Pack, question: Question) -> None:
    """All that an interviewer's paper has, and the other ways to ask it."""
    with st.container(gap="xxsmall"):
        st.header(plain(question.question or "Nothing is asked yet"), anchor=False)
        st.caption(plain(about(pack, question)))
    with st.container(gap="xsmall"):
        st.markdown("**Other ways to ask it**")
        st.markdown(bullets(question.also_asked))
    answer_key(question)
