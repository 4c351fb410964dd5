"""Choosing the question to practise: by filters, by name, or by chance."""

from __future__ import annotations

import random
from collections.abc import Sequence

import streamlit as st

from content import Pack
from ui.components.filters import allows, clear_filters, filter_widgets, filters_label
from ui.components.words import counted
from ui.state import current_question_id, keep_question

_PICK = "practice_pick"
_FILTERS = "practice"


def question_picker(pack: Pack) -> None:
    """Filters, the list of questions within them, and "Surprise me"."""
    row = st.container(horizontal=True, vertical_alignment="bottom", key="picker")
    place_of_list = row.container()
    with row.container(horizontal=True, width="content"):
        label = filters_label(_FILTERS)
        with st.popover(label, icon=":material/filter_list:", key="practice_filters"):
            filters = filter_widgets(pack, _FILTERS)
        ids = [question.id for question in pack.questions if allows(filters, question)]
        st.button(
            "Surprise me",
            key="practice_surprise",
            icon=":material/shuffle:",
            on_click=_surprise,
            args=(pack, ids),
            disabled=not ids,
        )
    with place_of_list:
        _list(pack, ids)
    if not ids:
        st.info("No question is within these filters.", icon=":material/filter_list_off:")
        st.button(
            "Clear the filters", key="practice_clear", on_click=clear_filters, args=(_FILTERS,)
        )


def other_than(current: str, ids: Sequence[str]) -> str:
    """One of `ids` by chance, and never the current one while there is another."""
    others = [question_id for question_id in ids if question_id != current]
    return random.choice(others or list(ids))  # noqa: S311, nothing secret hangs on it


def _list(pack: Pack, ids: Sequence[str]) -> None:
    titles = {question.id: question.question for question in pack.questions}
    current = current_question_id(pack)
    st.session_state[_PICK] = current if current in ids else None
    st.selectbox(
        f"Choose from {counted(len(ids), 'question')}",
        ids,
        format_func=lambda question_id: titles[question_id],
        index=0 if current in ids else None,
        key=_PICK,
        placeholder="Choose a question",
        on_change=_picked,
    )


def _picked() -> None:
    if chosen := st.session_state[_PICK]:
        keep_question(chosen)


def _surprise(pack: Pack, ids: Sequence[str]) -> None:
    keep_question(other_than(current_question_id(pack), ids))
