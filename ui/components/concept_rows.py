"""The key concepts of a draft, a box each."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from content import Facet, Kind
from ui.components.draft import ClaimRow, Draft
from ui.components.draft_fields import choice_field, line_field, text_field
from ui.components.draft_problems import CheckedDraft
from ui.components.draft_typed import field_key
from ui.components.field_problems import problems
from ui.components.row_buttons import add_button, remove_button

WEIGHTS = {1: "1: a detail", 2: "2: a normal point", 3: "3: what it is about"}
STORY = [facet.value for facet in Facet if facet is not Facet.KNOWLEDGE]
CLAIM_HEIGHT: Literal["content"] = "content"  # as high as what was typed


def concept_rows(checked: CheckedDraft) -> None:
    """Every key concept with label, claim, weight, core and, for a told experience, its part."""
    for number, item in enumerate(checked.draft.concepts):
        with st.container(border=True, key=f"concept_{item.row}", gap="xsmall"):
            _concept(checked, f"key_concepts.{number}", number + 1, item)
    problems(checked.at("key_concepts"))
    add_button(checked.draft, "claim", "Add a claim", Draft.with_claim)


def _concept(checked: CheckedDraft, place: str, number: int, item: ClaimRow) -> None:
    label = f"Claim {number}"
    text_field(
        checked,
        f"{place}.claim",
        label,
        item.claim,
        height=CLAIM_HEIGHT,
        field="claim",
        row=item.row,
        placeholder="One sentence that is true or absent by itself",
    )
    left, right = st.columns(2)
    with left:
        line_field(
            checked, f"{place}.label", f"Label {number}", item.label, field="label", row=item.row
        )
    with right:
        _weight(checked, place, number, item)
    if checked.draft.kind == Kind.BEHAVIORAL:
        choice_field(
            checked,
            f"{place}.facet",
            f"Part of the story in claim {number}",
            STORY,
            item.facet,
            format_func=str.capitalize,
            field="facet",
            row=item.row,
        )
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.toggle(
            f"Claim {number} is core: a right answer cannot omit it",
            value=item.core,
            key=field_key(checked.draft, "core", item.row),
            persist_state="session",
        )
        remove_button(checked.draft, item.row, f"claim {number}")


def _weight(checked: CheckedDraft, place: str, number: int, item: ClaimRow) -> None:
    choice_field(
        checked,
        f"{place}.weight",
        f"Weight of claim {number}",
        list(WEIGHTS),
        item.weight,
        format_func=lambda weight: WEIGHTS[weight],
        field="weight",
        row=item.row,
    )
