"""The reference answer of a question and what goes with it."""

from __future__ import annotations

import streamlit as st

from content import Question
from ui.components.plain import bullets, plain


def reference(question: Question) -> None:
    """Reference, misconceptions to avoid, and questions that may follow."""
    st.subheader("Reference answer", anchor=False)
    with st.container(border=True, key="reference"):
        st.text(question.reference)
    st.subheader("Misconceptions to avoid", anchor=False)
    claims = {concept.label: concept.claim for concept in question.key_concepts}
    for wrong in question.misconceptions:
        st.markdown(
            f":red[:material/close: **Wrong:**] {plain(wrong.claim)}  \n"
            f":green[:material/check: **Right:**] {plain(claims[wrong.contradicts])}"
        )
    st.subheader("What you may be asked next", anchor=False)
    st.markdown(bullets(question.follow_ups))
