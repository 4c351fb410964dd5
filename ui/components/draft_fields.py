"""Widgets of a draft's fields, each with its problems below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

import streamlit as st

from ui.components.draft_problems import CheckedDraft
from ui.components.draft_typed import field_key
from ui.components.field_problems import of_lines, problems

_T = TypeVar("_T")

LONGEST_LINE = 400
"""Most characters a box of one line takes, as the schema does."""

LONGEST_TEXT = 4000
"""Most characters a box of several lines takes, as the schema does of a reference."""

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
    key = seeded(field_key(checked.draft, field or place, row), value)
    with st.container(gap="xxsmall"):
        st.text_input(
            label,
            key=key,
            max_chars=LONGEST_LINE,
            live=PAUSE,
            help=help,
            placeholder=placeholder,
            disabled=disabled,
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
    key = seeded(field_key(checked.draft, field or place, row), value)
    with st.container(gap="xxsmall"):
        st.text_area(label, key=key, height=height, max_chars=LONGEST_TEXT, placeholder=placeholder)
        if note:
            st.caption(note)
        problems([*checked.at(place), *of_lines(checked, place)], not value.strip())


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
    known = value in options
    if st.session_state.get(key) not in options:
        st.session_state[key] = value if known else None
    with st.container(gap="xxsmall"):
        st.selectbox(
            label,
            options,
            index=0 if known else None,
            key=key,
            format_func=format_func,
            placeholder=placeholder,
        )
        problems(checked.at(place), value is None)


def seeded(key: str, value: object) -> str:
    """The key, for which the session now holds a value: the widget's own or else this one."""
    if st.session_state.get(key) is None:
        st.session_state[key] = value
    return key
