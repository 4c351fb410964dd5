"""The form in which a recruiter asks for a question set."""

from __future__ import annotations

import streamlit as st

from content import Kind
from service import Service
from ui.components import set_state
from ui.components.words import DIFFICULTY_WORDS, difficulty_words, kind_words


def set_form(service: Service) -> None:
    """Theme, length and limits; everything but the theme may be left open."""
    with st.form("set_form", border=True):
        st.text_input(
            "Theme, in your own words",
            key=set_state.THEME,
            placeholder="putting models to work and looking after them, junior, 45 minutes",
            persist_state="session",
        )
        left, right = st.columns(2)
        with left:
            _number("Number of questions", set_state.COUNT, step=1)
        with right:
            _number("Minutes in all", set_state.MINUTES, step=5)
        _limits()
        with st.expander("More", key="set_more", type="compact"):
            st.number_input(
                "Seed",
                min_value=0,
                step=1,
                key=set_state.SEED,
                persist_state="session",
                help="The same request with the same seed gives the same questions.",
            )
        st.form_submit_button(
            "Make the set",
            key="set_make",
            type="primary",
            icon=":material/checklist:",
            on_click=set_state.make,
            args=(service,),
        )


def _number(label: str, key: str, step: int) -> None:
    st.number_input(
        label,
        min_value=1,
        value=None,
        step=step,
        key=key,
        placeholder="Leave open",
        persist_state="session",
    )


def _limits() -> None:
    st.pills(
        "Difficulty",
        list(DIFFICULTY_WORDS),
        selection_mode="multi",
        format_func=difficulty_words,
        key=set_state.DIFFICULTIES,
        persist_state="session",
        wrap=True,
    )
    st.pills(
        "Kinds of question",
        [kind.value for kind in Kind],
        selection_mode="multi",
        format_func=kind_words,
        key=set_state.KINDS,
        persist_state="session",
        wrap=True,
    )
