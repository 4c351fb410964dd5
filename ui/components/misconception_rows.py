"""The misconceptions of a draft, a box each."""

from __future__ import annotations

import streamlit as st

from ui.components.concept_rows import CLAIM_HEIGHT
from ui.components.draft import ClaimRow, Draft
from ui.components.draft_fields import choice_field, text_field
from ui.components.draft_problems import CheckedDraft
from ui.components.field_problems import problems
from ui.components.plain import shortened
from ui.components.row_buttons import add_button, remove_button

NAME_LENGTH = 60
"""Most characters of a claim that stand for its label while it has none."""


def misconception_rows(checked: CheckedDraft) -> None:
    """Every misconception and the concept that it contradicts."""
    draft = checked.draft
    names = {c.row: f"{n}. {_name(c)}" for n, c in enumerate(draft.concepts, 1)}
    for number, item in enumerate(draft.misconceptions):
        place = f"misconceptions.{number}"
        with st.container(border=True, key=f"wrong_{item.row}", gap="xsmall"):
            text_field(
                checked,
                f"{place}.claim",
                f"Misconception {number + 1}",
                item.claim,
                height=CLAIM_HEIGHT,
                field="wrong",
                row=item.row,
                placeholder="What candidates really say, and is wrong",
            )
            choice_field(
                checked,
                f"{place}.contradicts",
                f"Misconception {number + 1} contradicts",
                list(names),
                item.contradicts,
                format_func=lambda row: names[row],
                field="contradicts",
                row=item.row,
                placeholder="The concept that it contradicts",
            )
            with st.container(horizontal=True, horizontal_alignment="right"):
                remove_button(draft, item.row, f"misconception {number + 1}")
    problems(checked.at("misconceptions"))
    add_button(draft, "wrong", "Add a misconception", Draft.with_wrong)


def _name(concept: ClaimRow) -> str:
    return concept.label.strip() or shortened(concept.claim, NAME_LENGTH)
