"""Drafts that are not saved: listed on the Bank page, and told of when somebody leaves it."""

from __future__ import annotations

import streamlit as st

from content import Pack
from ui.components.draft_state import edit_draft, unsaved
from ui.components.plain import plain, shortened
from ui.components.words import counted

_LEFT = "bank_left_unsaved"
LONGEST = 90
"""Most characters of a question on its button."""


def unsaved_drafts(pack: Pack) -> None:
    """A button for each draft that is not saved, to open it again."""
    found = unsaved(pack)
    if not found:
        return
    st.caption("Not saved yet. Kept as long as this page is open in your browser:")
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


def note_unsaved(pack: Pack) -> None:
    """Remember how many drafts are unsaved, for whichever page is opened next."""
    st.session_state[_LEFT] = len(unsaved(pack))


def tell_unsaved() -> None:
    """Say once that edits were left behind, and that they are kept. For every other page."""
    if left := st.session_state.pop(_LEFT, 0):
        st.toast(
            f"{counted(left, 'draft')} on the Bank page not saved yet. Kept while this page is "
            "open in your browser.",
            icon=":material/edit_note:",
            duration="long",
        )
