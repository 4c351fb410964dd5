"""Removing a question from the files of the bank."""

from __future__ import annotations

import streamlit as st

from content import PackEditor, Question, VivaError, question_digest
from service import Service
from ui.components.draft import Draft
from ui.components.draft_state import discard, drafts
from ui.components.draft_told import tell_later
from ui.components.plain import plain
from ui.components.sure_button import sure_button


def remove_button(draft: Draft) -> bool:
    """A button that removes the saved question; whether that was confirmed in this run."""
    return sure_button(
        "Remove from the bank…",
        "The question is then gone from its file for everybody, and so are your edits of it.",
        "Yes, remove it",
        key="draft_remove",
        place=str(draft.serial),
        icon=":material/delete:",
    )


def remove(service: Service, draft: Draft, saved: Question) -> None:
    """Remove the question as it was when the draft began, or say why that cannot be."""
    held = drafts()
    try:
        PackEditor(service.settings.pack).remove([saved.id], {saved.id: question_digest(saved)})
    except (VivaError, OSError) as error:
        service.refresh()
        st.error(plain(str(error)), icon=":material/error:")
        return
    held.pop(draft.serial, None)  # before the session is read: a click elsewhere may end this run
    service.refresh()
    discard(draft.serial, None)
    tell_later(f"Removed from {service.settings.pack.name}/questions/{saved.theme}.yaml.")
    st.rerun()
