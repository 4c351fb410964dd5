"""Saving a draft into the files of the bank."""

from __future__ import annotations

import streamlit as st

from content import PackEditor, Question, VivaError, question_digest
from service import Service
from ui.components.draft import Draft
from ui.components.draft_problems import CheckedDraft
from ui.components.draft_state import discard, drafts, open_saved
from ui.components.plain import plain
from ui.components.words import counted

_TOLD = "bank_told"


def save_bar(service: Service, checked: CheckedDraft, conflict: bool) -> None:
    """Save and discard, always in sight, and why the first cannot be done."""
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
            st.button(
                "Discard my edits" if checked.draft.origin else "Discard this draft",
                key="draft_discard",
                icon=":material/undo:",
                disabled=not checked.edited,
                on_click=discard,
                args=(checked.draft.serial, checked.draft.origin),
            )
            st.caption(_state(checked, conflict))
        if sent and question is not None:
            _save(service, checked.draft, question)


def tell_saved() -> None:
    """Say once that a question was saved, and where."""
    told = st.session_state.pop(_TOLD, None)
    if told:
        st.toast(plain(str(told)), icon=":material/check_circle:", duration="long")


def _state(checked: CheckedDraft, conflict: bool) -> str:
    number = sum(map(len, checked.problems.values()))
    if conflict:
        return "The bank has another version now; choose above which is to stay."
    if number:
        return f"{counted(number, 'thing')} to fill in or correct before it can be saved."
    return "Not saved yet." if checked.edited else "As it is saved."


def _save(service: Service, draft: Draft, question: Question) -> None:
    """Write the question, then have the bank read again, and open what was saved."""
    base = {question.id: question_digest(draft.origin) if draft.origin else None}
    try:
        PackEditor(service.settings.pack).save([question], base)
    except (VivaError, OSError) as error:
        st.error(plain(str(error)), icon=":material/error:")
        service.refresh()  # what somebody else wrote shows in the next run
        return
    service.refresh()
    del drafts()[draft.serial]
    open_saved(service.pack.question(question.id) or question)
    folder = service.settings.pack.name
    st.session_state[_TOLD] = f"Saved in {folder}/questions/{question.theme}.yaml."
    st.rerun()
