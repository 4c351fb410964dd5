"""The drafts of a session and the one that is open, kept while a person looks at other pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import streamlit as st

from content import Question
from ui.components.draft import Draft
from ui.components.draft_begin import blank_draft, copy_of, draft_of
from ui.components.draft_problems import is_edited
from ui.components.draft_typed import forget_typed, typed

TABS = "bank_tabs"
"""The key of the tabs of a draft; it holds the name of the one that is open."""

EDIT = "Edit"

_DRAFTS = "bank_drafts"
_OPEN = "bank_open"
_SERIAL = "bank_serial"


def drafts() -> dict[int, Draft]:
    """All drafts by serial, the oldest first."""
    return cast(dict[int, Draft], st.session_state.setdefault(_DRAFTS, {}))


def open_draft() -> Draft | None:
    """The draft that the page shows, or None for the list."""
    return drafts().get(st.session_state.get(_OPEN, -1))


def keep_draft(draft: Draft) -> None:
    """Put a changed draft in the place of what it was. One that was closed stays closed."""
    if draft.serial in drafts():
        drafts()[draft.serial] = draft


def keep_typed() -> Draft | None:
    """Put what the widgets hold into the open draft; returns it as it is then."""
    found = open_draft()
    if found is None:
        return None
    now = typed(found)
    keep_draft(now)
    return now


def unsaved() -> list[Draft]:
    """The drafts that say something that is not saved."""
    return [draft for draft in drafts().values() if is_edited(draft)]


def edit_draft(serial: int) -> None:
    """Open a draft that there is, to go on editing it. For use as a button's callback."""
    st.session_state[_OPEN] = serial
    st.session_state[TABS] = EDIT


def open_saved(question: Question) -> None:
    """Open a question of the bank: its draft where there is one, else a new draft of it."""
    for draft in drafts().values():
        if draft.origin is not None and draft.origin.id == question.id:
            st.session_state[_OPEN] = draft.serial
            return
    _begin(lambda serial: draft_of(question, serial))


def begin_blank() -> None:
    """Open a draft of a new question. For use as a button's callback."""
    _begin(blank_draft)
    st.session_state[TABS] = EDIT


def begin_copy() -> None:
    """Open a new question that begins with what the open draft says. For a button's callback."""
    if source := keep_typed():
        _begin(lambda serial: copy_of(source, serial))
    st.session_state[TABS] = EDIT


def close_draft() -> None:
    """Back to the list; a draft without edits is forgotten. For use as a button's callback."""
    found = keep_typed()
    st.session_state[_OPEN] = -1
    if found and not is_edited(found):
        forget(found.serial)


def discard(serial: int, saved: Question | None) -> None:
    """Forget a draft and open the saved question in its place, if there is one, else the list."""
    forget(serial)
    st.session_state[_OPEN] = -1
    if saved is not None:
        open_saved(saved)


def forget(serial: int) -> None:
    """Forget a draft and all that its widgets hold."""
    drafts().pop(serial, None)
    forget_typed(serial)


def _begin(made: Callable[[int], Draft]) -> None:
    serial = st.session_state.get(_SERIAL, 0) + 1
    st.session_state[_SERIAL] = serial
    drafts()[serial] = made(serial)
    st.session_state[_OPEN] = serial
