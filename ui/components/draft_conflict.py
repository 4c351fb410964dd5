"""When the saved question is no longer the one that a draft began from."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from content import Pack, Question
from ui.components.draft import Draft
from ui.components.draft_problems import is_edited
from ui.components.draft_state import discard, keep_draft, open_draft
from ui.components.draft_typed import typed


def follow_bank(draft: Draft, pack: Pack) -> Draft:
    """The draft as typed; one without edits of its own says what the bank says now."""
    now = typed(draft)
    saved = pack.question(draft.origin.id) if draft.origin else None
    if saved is None or saved == draft.origin or is_edited(now):
        return now
    discard(draft.serial, saved)
    return open_draft() or now


def draft_conflict(draft: Draft, pack: Pack) -> bool:
    """Whether somebody changed or removed the saved question meanwhile; then it asks what to do."""
    if draft.origin is None or pack.question(draft.origin.id) == draft.origin:
        return False
    saved = pack.question(draft.origin.id)
    if saved is None:
        st.warning("This question was removed from the bank meanwhile.", icon=":material/warning:")
    else:
        st.warning(
            "This question was changed in the bank after you began to edit it. "
            "Your edits are not saved.",
            icon=":material/warning:",
        )
    with st.container(horizontal=True):
        st.button(
            "Keep my edits",
            key="conflict_mine",
            on_click=_keep_mine,
            args=(draft, saved),
            help="They can then be saved over what the bank says now.",
        )
        st.button(
            "Take the bank's version" if saved else "Drop my edits too",
            key="conflict_theirs",
            on_click=_take_theirs,
            args=(draft, saved),
        )
    return True


def _keep_mine(draft: Draft, saved: Question | None) -> None:
    keep_draft(replace(typed(draft), origin=saved))


def _take_theirs(draft: Draft, saved: Question | None) -> None:
    discard(draft.serial, saved)
