"""Saving a draft into the files of the bank."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from content import Pack, PackEditor, Question, VivaError, question_digest
from service import Service
from ui.components.draft import Draft
from ui.components.draft_problems import CheckedDraft
from ui.components.draft_remove import remove, remove_button
from ui.components.draft_state import discard, drafts
from ui.components.draft_told import tell_later
from ui.components.draft_trial import keep_answer
from ui.components.plain import plain
from ui.components.sure_button import sure_button
from ui.components.words import counted


def save_bar(service: Service, pack: Pack, checked: CheckedDraft, conflict: bool) -> None:
    """Save, discard and remove, always in sight, and why the first cannot be done."""
    question = None if conflict or not checked.edited else checked.question
    with st.bottom, st.container(key="draft_save_bar", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            sent = st.button(
                "Save",
                key="draft_save",
                type="primary",
                icon=":material/save:",
                disabled=question is None,
            )
            _discard_button(pack, checked)
            origin = None if conflict else checked.draft.origin
            removed = origin is not None and remove_button(checked.draft)
            st.caption(_state(checked, conflict))
        if sent and question is not None:
            _save(service, checked.draft, question)
        if removed and origin is not None:
            remove(service, checked.draft, origin)


def _discard_button(pack: Pack, checked: CheckedDraft) -> None:
    """Discard, back to what the bank says now; to the list where it says nothing."""
    draft = checked.draft
    sure_button(
        "Discard my edits" if draft.origin else "Discard this draft",
        "All that is not saved of this question is then gone.",
        "Yes, discard",
        key="draft_discard",
        place=str(draft.serial),
        icon=":material/undo:",
        disabled=not checked.edited,
        on_click=discard,
        args=(draft.serial, pack.question(draft.origin.id) if draft.origin else None),
    )


def _state(checked: CheckedDraft, conflict: bool) -> str:
    number = sum(map(len, checked.problems.values()))
    if conflict:
        return "The bank says something else now; choose above what is to stay."
    if number:
        return f"{counted(number, 'thing')} to fill in or correct before it can be saved."
    return "Not saved yet." if checked.edited else "As it is saved."


def _save(service: Service, draft: Draft, question: Question) -> None:
    """Write the question, then have the bank read again.

    A click elsewhere may end this run wherever it reads the session. So the draft begins from what
    was written before that can happen, and what is typed meanwhile is an edit of the saved.
    """
    held = drafts()
    base = {question.id: question_digest(draft.origin) if draft.origin else None}
    try:
        PackEditor(service.settings.pack).save([question], base)
    except (VivaError, OSError) as error:
        service.refresh()  # what somebody else wrote shows in the next run
        st.error(plain(str(error)), icon=":material/error:")
        return
    held[draft.serial] = replace(draft, origin=question)
    service.refresh()
    keep_answer(draft, question)
    folder = service.settings.pack.name
    tell_later(f"Saved in {folder}/questions/{question.theme}.yaml.")
    st.rerun()
