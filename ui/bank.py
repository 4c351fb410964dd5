"""Bank: the questions for their authors, who read, write, try, check and save them here."""

from __future__ import annotations

import streamlit as st

from service import Service
from ui.components.author_access import author_access, lock_button
from ui.components.bank_address import keep_address, open_addressed
from ui.components.bank_list import bank_list
from ui.components.bank_map import bank_map_chart
from ui.components.draft import Draft
from ui.components.draft_check import draft_check
from ui.components.draft_conflict import draft_conflict, follow_bank
from ui.components.draft_form import draft_form
from ui.components.draft_problems import check_draft
from ui.components.draft_save import save_bar
from ui.components.draft_state import (
    EDIT,
    TABS,
    begin_copy,
    close_draft,
    keep_draft,
    open_draft,
    open_saved,
)
from ui.components.draft_told import tell_saved
from ui.components.draft_trial import draft_trial
from ui.components.draft_views import candidate_view, interviewer_view
from ui.components.unsaved_drafts import note_open, unsaved_drafts
from ui.state import page_service


def all_questions(service: Service, may_edit: bool) -> None:
    """What is not saved yet, and all questions as a list and as a map; either opens one."""
    unsaved_drafts()
    pack = service.pack  # once: another call may return a newer one
    as_list, as_map = st.tabs(["List", "Map"], key="bank_views", on_change="rerun")
    chosen = None
    with as_list:
        chosen = bank_list(pack, may_edit)
    if as_map.open:
        with as_map:
            found = bank_map_chart(service)
            chosen = chosen or (pack.question(found) if found else None)
    if chosen is not None:
        open_saved(chosen)
        st.rerun()
    lock_button(service.settings.author_code)


def one_question(service: Service, draft: Draft, may_edit: bool) -> None:
    """The tabs of one question. What the widgets hold is read first, so that all tabs agree."""
    pack = service.pack  # once: another call may return a newer one
    draft = follow_bank(draft, pack)
    keep_draft(draft)
    checked = check_draft(draft, pack)
    buttons(may_edit)
    conflict = may_edit and draft_conflict(draft, pack)
    names = ["Candidate", "Interviewer", *([EDIT] if may_edit else []), "Checks"]
    tabs = st.tabs(names, key=TABS, on_change="rerun")
    with tabs[0]:
        candidate_view(pack, checked.shown)
        draft_trial(service, checked)
    with tabs[1]:
        interviewer_view(pack, checked.shown)
    if may_edit and tabs[2].open:
        with tabs[2]:
            draft_form(service, pack, checked)
    if tabs[-1].open:
        with tabs[-1]:
            draft_check(service, checked, may_edit)
    if may_edit:
        save_bar(service, pack, checked, conflict)


def buttons(may_edit: bool) -> None:
    """The way back to the list, and a copy to begin another question with."""
    with st.container(horizontal=True):
        st.button(
            "All questions",
            key="bank_back",
            icon=":material/arrow_back:",
            on_click=close_draft,
        )
        if may_edit:
            st.button(
                "Duplicate",
                key="bank_copy",
                icon=":material/content_copy:",
                on_click=begin_copy,
            )


service = page_service()
st.title("Bank", anchor=False)
may_edit = author_access(service.settings.author_code)
tell_saved()
open_addressed(service.pack, may_edit)
note_open()
keep_address()
opened = open_draft()
if opened is None:
    all_questions(service, may_edit)
else:
    one_question(service, opened, may_edit)
