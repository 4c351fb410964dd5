"""Widgets of a draft's fields, each with its problems below it.

Every widget gets the draft's value as its default. Its identity is its key alone, so what somebody
types stays; and a browser that missed a run, as when a click cut it short, still shows the value.
The session keeps what was typed as the click that leaves the page came, before any run read it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

import streamlit as st

from content import MAX_LINE, MAX_PROSE
from ui.components.draft_problems import CheckedDraft
from ui.components.draft_typed import field_key
from ui.components.field_problems import of_lines, problems

_T = TypeVar("_T")

LINES_HEIGHT = 120
"""Pixels of a box for items of one line each: four of them."""

PAUSE = "400ms"
"""Pause in typing after which a box of one line is checked."""


def line_field(
    checked: CheckedDraft,
    place: str,
    label: str,
    value: str,
    *,
    field: str = "",
    row: int | None = None,
    help: str | None = None,  # noqa: A002, as Streamlit names it
    placeholder: str | None = None,
    disabled: bool = False,
) -> None:
    """A box of one line. `place` is where the schema tells its problems."""
    with st.container(gap="xxsmall"):
        st.text_input(
            label,
            value,
            key=field_key(checked.draft, field or place, row),
            max_chars=MAX_LINE,
            live=PAUSE,
            help=help,
            placeholder=placeholder,
            disabled=disabled,
            persist_state="session",
        )
        problems(checked.at(place), not value.strip())


def text_field(
    checked: CheckedDraft,
    place: str,
    label: str,
    value: str,
    *,
    height: int | Literal["content"],
    field: str = "",
    row: int | None = None,
    note: str = "",
    placeholder: str | None = None,
) -> None:
    """A box of several lines; the problems of its items are told with their line's number."""
    with st.container(gap="xxsmall"):
        st.text_area(
            label,
            value,
            key=field_key(checked.draft, field or place, row),
            height=height,
            max_chars=MAX_PROSE,
            placeholder=placeholder,
            persist_state="session",
        )
        if note:
            st.caption(note)
        problems([*checked.at(place), *of_lines(checked, place, value)], not value.strip())


def choice_field(
    checked: CheckedDraft,
    place: str,
    label: str,
    options: Sequence[_T],
    value: _T | None,
    *,
    format_func: Callable[[_T], str] = str,
    field: str = "",
    row: int | None = None,
    placeholder: str = "Choose one",
) -> None:
    """A list to choose from; nothing is chosen while the value is none of the options."""
    key = field_key(checked.draft, field or place, row)
    index = options.index(value) if value is not None and value in options else None
    if key in st.session_state and st.session_state[key] not in options:  # renamed or removed
        st.session_state[key] = None if index is None else value
        index = None if index is None else 0
    with st.container(gap="xxsmall"):
        st.selectbox(
            label,
            options,
            index=index,
            key=key,
            format_func=format_func,
            placeholder=placeholder,
            persist_state="session",
        )
        problems(checked.at(place), value is None)
