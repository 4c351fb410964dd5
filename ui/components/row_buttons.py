"""Adding a row to a list of a draft, and removing one, without losing what was typed."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.components.draft import Draft
from ui.components.draft_state import drafts, keep_draft
from ui.components.draft_typed import field_key, typed


def change_rows(serial: int, change: Callable[[Draft], Draft]) -> None:
    """Change the rows of a draft as it is typed. For use as a button's callback."""
    keep_draft(change(typed(drafts()[serial])))


def remove_button(draft: Draft, row: int, name: str) -> None:
    """A button that removes a row; `name` is one of ours, such as "claim 3"."""
    st.button(
        f"Remove {name}",
        key=field_key(draft, "remove", row),
        icon=":material/delete:",
        type="tertiary",
        on_click=change_rows,
        args=(draft.serial, lambda found: found.without(row)),
    )


def add_button(draft: Draft, field: str, label: str, change: Callable[[Draft], Draft]) -> None:
    """A button that adds a row; `label` is one of ours."""
    st.button(
        label,
        key=field_key(draft, f"add_{field}"),
        icon=":material/add:",
        on_click=change_rows,
        args=(draft.serial, change),
    )
