"""One question that a search found, and why."""

from __future__ import annotations

import streamlit as st

from content import Pack
from index import Hit
from ui.components.marked_text import marked_text
from ui.components.plain import plain
from ui.components.words import about, view_words
from ui.state import open_question

SNIPPET = 240
"""Most characters of the text that matched: two to three lines."""


def closeness(score: float) -> None:
    """A hit's score as a bar with its figure; what is not close at all is 0."""
    percent = round(100 * min(max(score, 0.0), 1.0))
    st.progress(percent, text=f"Closeness: {percent} of 100")


def hit_card(pack: Pack, hit: Hit) -> None:
    """The question, what sort it is, the text that matched, and a button to practise it."""
    question = pack.question(hit.id)
    if question is None:
        return
    with st.container(border=True, key=f"hit_{hit.id}"):
        with st.container(gap="xxsmall"):
            st.markdown(f"#### {plain(question.question)}", anchors=False)
            st.caption(plain(about(pack, question)))
        if hit.text != question.question:
            with st.container(gap="xxsmall"):
                st.caption(f"Closest text: {plain(view_words(hit.view))}")
                st.html(marked_text(hit.text, hit.marks, SNIPPET))
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            with st.container(width=260):
                closeness(hit.score)
            if st.button("Practise this", key=f"practise_{hit.id}", icon=":material/edit_note:"):
                open_question(hit.id)
