"""The findings that a draft accepts, a box each."""

from __future__ import annotations

import streamlit as st

from service import Check
from ui.components.draft import Draft
from ui.components.draft_fields import choice_field, line_field
from ui.components.draft_problems import CheckedDraft
from ui.components.field_problems import problems
from ui.components.row_buttons import add_button, remove_button

ACCEPTABLE = tuple(
    check.value for check in Check if check not in (Check.THIN_THEME, Check.UNUSED_ACCEPTANCE)
)
"""Checks with findings that a question can accept: a theme is thin, and an idle acceptance goes."""


def accepted_rows(checked: CheckedDraft) -> None:
    """Findings of the checks that may stand, and why."""
    for number, item in enumerate(checked.draft.accepted):
        place = f"accepted.{number}"
        checks = sorted({*ACCEPTABLE, item.check} - {""})
        name = f"accepted finding {number + 1}"
        with st.container(border=True, key=f"accepted_{item.row}", gap="xsmall"):
            choice_field(
                checked,
                f"{place}.check",
                f"Check of {name}",
                checks,
                item.check,
                field="check",
                row=item.row,
            )
            line_field(
                checked,
                f"{place}.reason",
                f"Reason of {name}",
                item.reason,
                field="reason",
                row=item.row,
            )
            with st.container(horizontal=True, horizontal_alignment="right"):
                remove_button(checked.draft, item.row, name)
    problems(checked.at("accepted"))
    add_button(checked.draft, "accepted", "Accept a finding", Draft.with_accepted)
