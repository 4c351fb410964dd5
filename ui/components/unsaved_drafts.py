"""Drafts that are not saved: listed on the Bank page, and told of when somebody leaves it."""

from __future__ import annotations

import streamlit as st

from ui.components.draft_state import edit_draft, keep_typed, unsaved
from ui.components.plain import plain, shortened
from ui.components.words import counted

_OPEN = "bank_page_open"
LONGEST = 90
"""Most characters of a question on its button."""


def unsaved_drafts() -> None:
    """A button for each draft that is not saved, to open it again."""
    found = unsaved()
    if not found:
        return
    st.caption("Not saved yet. Lost when you reload this page:")
    with st.container(gap=None, key="list_unsaved"):
        for draft in found:
            st.button(
                plain(shortened(draft.question, LONGEST) or "A new question"),
                key=f"unsaved_{draft.serial}",
                icon=":material/edit_note:",
                type="tertiary",
                wrap=True,
                on_click=edit_draft,
                args=(draft.serial,),
            )


def is_open() -> bool:
    """Whether the run before this one showed the Bank page too."""
    return bool(st.session_state.get(_OPEN, False))


def note_open() -> None:
    """Remember that the Bank page is open, for whichever page comes next."""
    st.session_state[_OPEN] = True


def tell_unsaved() -> None:
    """Keep what was typed on the Bank page a moment ago, and say once that it is not saved.

    For every other page: its first run is the last in which the widgets of the Bank page are known.
    """
    if not st.session_state.pop(_OPEN, False):
        return
    keep_typed()
    if left := unsaved():
        st.toast(
            f"{counted(len(left), 'draft')} on the Bank page not saved yet. Lost when you reload "
            "this page.",
            icon=":material/edit_note:",
            duration="long",
        )
