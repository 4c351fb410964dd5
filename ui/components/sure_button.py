"""A button for what cannot be undone: it asks once more before it does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st


def sure_button(
    label: str,
    question: str,
    yes: str,
    *,
    key: str,
    place: str,
    icon: str,
    disabled: bool = False,
    on_click: Callable[..., None] | None = None,
    args: tuple[Any, ...] = (),
) -> bool:
    """Whether it was confirmed in this run. All texts are ours; `key` is that of the second button.

    `place` tells this one from one that was there before, so that a new one begins closed.
    """
    popover = f"{key}_sure_{place}"

    def done() -> None:
        st.session_state[popover] = False  # else it would cover what is said of it
        if on_click is not None:
            on_click(*args)

    with st.popover(label, icon=icon, disabled=disabled, key=popover, on_change="rerun"):
        st.caption(question)
        return st.button(yes, key=key, type="primary", disabled=disabled, on_click=done)
