"""The findings of the checks on a draft, and a way to accept one that may stand."""

from __future__ import annotations

import streamlit as st

from content import MAX_LINE, Question
from service import Check, Finding, QuestionCheck
from ui.components.accepted_rows import ACCEPTABLE
from ui.components.draft import Draft
from ui.components.draft_fields import PAUSE
from ui.components.draft_typed import field_key
from ui.components.plain import plain
from ui.components.row_buttons import change_rows
from ui.components.words import counted, field_words


def draft_findings(check: QuestionCheck, draft: Draft, question: Question, may_edit: bool) -> None:
    """What is to mend and what is accepted, also what was accepted since the checks ran.

    `question` is the one that was checked, but it may accept more.
    """
    accepts = {item.check for item in question.accepted}
    taken = [f for f in check.to_mend if f.item == question.id and f.check in accepts]
    to_mend = [finding for finding in check.to_mend if finding not in taken]
    accepted = [*check.accepted, *taken]
    if to_mend:
        st.warning(f"{counted(len(to_mend), 'finding')} to look at", icon=":material/build:")
        for number, finding in enumerate(to_mend):
            with st.container(border=True, gap="xxsmall"):
                _finding(finding, question.id)
                if may_edit and finding.item == question.id and finding.check in ACCEPTABLE:
                    _accept(draft, finding, number)
    else:
        st.success("The checks find nothing to mend.", icon=":material/check_circle:")
    if accepted:
        st.caption("Found, and accepted in the bank or in this draft:")
        for finding in accepted:
            with st.container(border=True, gap="xxsmall"):
                _finding(finding, question.id)


def _finding(finding: Finding, question_id: str) -> None:
    place = field_words(finding.field)
    if finding.item != question_id:
        place = f"Told at “{finding.item}”: {place}"
    st.caption(plain(f"{place} · {finding.check.value}"))
    st.text(finding.message)


def _accept(draft: Draft, finding: Finding, number: int) -> None:
    """A reason to give, and a button that adds the acceptance of the whole check to the draft."""
    with st.popover("Accept…", key=field_key(draft, f"acceptance_{finding.check}", number)):
        st.caption("The draft then accepts every finding of this check.")
        reason = st.text_input(
            "Reason",
            key=field_key(draft, f"accept_reason_{finding.check}", number),
            max_chars=MAX_LINE,
            live=PAUSE,
            placeholder="Why it may stand",
        )
        st.button(
            "Accept",
            key=field_key(draft, f"accept_{finding.check}", number),
            disabled=not (reason or "").strip(),
            on_click=_add,
            args=(draft, finding.check, (reason or "").strip()),
        )


def _add(draft: Draft, check: Check, reason: str) -> None:
    change_rows(draft.serial, lambda found: found.with_accepted(check=check.value, reason=reason))
