"""Buttons that lead to questions on the practice page."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from content import Pack
from ui.components.plain import plain
from ui.state import open_question


def question_buttons(pack: Pack, question_ids: Iterable[str], key: str) -> None:
    """A button for each question that the pack knows; `key` sets these buttons apart."""
    with st.container(gap=None, key=f"list_{key}"):
        for question_id in question_ids:
            question = pack.question(question_id)
            if question is not None and st.button(
                plain(question.question),
                key=f"{key}_{question_id}",
                icon=":material/arrow_forward:",
                type="tertiary",
                wrap=True,
            ):
                open_question(question_id)
