"""The address of the Bank page: it names the question that is open, and opens the one it names."""

from __future__ import annotations

import streamlit as st

from content import Pack
from ui.components.draft_state import EDIT, TABS, open_draft, open_saved
from ui.components.plain import plain, shortened
from ui.components.unsaved_drafts import is_open
from ui.state import QUESTION_PARAMETER

LONGEST_ID = 80
"""Most characters that are shown of an id in the address, as the schema allows one."""


def open_addressed(pack: Pack, may_edit: bool) -> None:
    """Open the question of the address, to edit it where that may be, when somebody arrives.

    Later the page decides: the address that a click sends may be one behind.
    """
    wanted = st.query_params.get(QUESTION_PARAMETER)
    if not wanted or is_open():
        return
    question = pack.question(wanted)
    if question is None:
        known = plain(shortened(wanted, LONGEST_ID))
        st.warning(f"No question has the id “{known}”.", icon=":material/search_off:")
        return
    open_saved(question)
    if may_edit:
        st.session_state[TABS] = EDIT


def keep_address() -> None:
    """Let the address name the saved question that is open, or none."""
    draft = open_draft()
    shown = draft.origin.id if draft and draft.origin else None
    if shown == st.query_params.get(QUESTION_PARAMETER):
        return
    if shown is None:
        del st.query_params[QUESTION_PARAMETER]
    else:
        st.query_params[QUESTION_PARAMETER] = shown
