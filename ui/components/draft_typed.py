"""What the widgets of a draft hold, read before they are drawn so that all of a page agrees."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import streamlit as st

from ui.components.draft import AcceptedRow, ClaimRow, Draft, WrongRow

_T = TypeVar("_T")


def field_key(draft: Draft, field: str, row: int | None = None) -> str:
    """The key of the widget for a field, or for a field of one of its rows."""
    name = f"draft_{draft.serial}_{field}"
    return name if row is None else f"{name}_{row}"


def forget_typed(serial: int) -> None:
    """Forget what the widgets of a draft hold, for one that is there no more."""
    for key in [str(key) for key in st.session_state]:
        if key.startswith(f"draft_{serial}_"):
            del st.session_state[key]


def typed(draft: Draft) -> Draft:
    """The draft as its widgets have it; a field without a widget stays as it is."""
    concepts = tuple(_concept(draft, row) for row in draft.concepts)
    rows = {concept.row for concept in concepts}
    return replace(
        draft,
        id=_held(draft, "id", draft.id),
        seed_id=_held(draft, "seed_id", draft.seed_id),
        theme=_held(draft, "theme", draft.theme),
        kind=_held(draft, "kind", draft.kind),
        difficulty=_held(draft, "difficulty", draft.difficulty),
        question=_held(draft, "question", draft.question),
        also_asked=_held(draft, "also_asked", draft.also_asked),
        reference=_held(draft, "reference", draft.reference),
        concepts=concepts,
        misconceptions=tuple(_wrong(draft, row, rows) for row in draft.misconceptions),
        follow_ups=_held(draft, "follow_ups", draft.follow_ups),
        tags=tuple(_held(draft, "tags", list(draft.tags))),
        accepted=tuple(_accepted(draft, row) for row in draft.accepted),
    )


def _held(draft: Draft, field: str, otherwise: _T, row: int | None = None) -> _T:
    """The value of a widget; an emptied one gives nothing, and then the draft's own stays."""
    value: _T | None = st.session_state.get(field_key(draft, field, row))
    return otherwise if value is None else value


def _concept(draft: Draft, item: ClaimRow) -> ClaimRow:
    return replace(
        item,
        label=_held(draft, "label", item.label, item.row),
        claim=_held(draft, "claim", item.claim, item.row),
        weight=_held(draft, "weight", item.weight, item.row),
        core=_held(draft, "core", item.core, item.row),
        facet=_held(draft, "facet", item.facet, item.row),
    )


def _wrong(draft: Draft, item: WrongRow, rows: set[int]) -> WrongRow:
    """A misconception; one whose concept was removed contradicts none until another is chosen."""
    chosen = _held(draft, "contradicts", item.contradicts, item.row)
    if chosen not in rows:
        chosen = item.contradicts if item.contradicts in rows else None
    return replace(item, claim=_held(draft, "wrong", item.claim, item.row), contradicts=chosen)


def _accepted(draft: Draft, item: AcceptedRow) -> AcceptedRow:
    return replace(
        item,
        check=_held(draft, "check", item.check, item.row),
        reason=_held(draft, "reason", item.reason, item.row),
    )
