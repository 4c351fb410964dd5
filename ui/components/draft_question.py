"""The question that a draft describes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from content import Facet, IdMaker, KeyConcept, Kind, Misconception, Question
from ui.components.draft import ClaimRow, Draft, WrongRow, lines


def draft_id(draft: Draft, taken: Collection[str]) -> str:
    """The id as typed; one from the question's words where none is; the old one of an old one."""
    if draft.origin is not None:
        return draft.origin.id
    return draft.id.strip() or IdMaker(taken).make(draft.question)


def draft_fields(draft: Draft, question_id: str) -> dict[str, Any]:
    """The fields of the question that a draft describes, for `Question.model_validate`."""
    labels = {concept.row: concept.label for concept in draft.concepts}
    return {
        "id": question_id,
        "seed_id": draft.seed_id.strip() or None,
        "theme": draft.theme or "",
        "kind": draft.kind,
        "difficulty": draft.difficulty,
        "question": draft.question.strip(),
        "also_asked": lines(draft.also_asked),
        "reference": draft.reference.strip(),
        "key_concepts": [_concept_fields(row, draft.kind) for row in draft.concepts],
        "misconceptions": [
            {
                "claim": wrong.claim.strip(),
                "contradicts": labels.get(_row(wrong), "").strip(),
            }
            for wrong in draft.misconceptions
        ],
        "follow_ups": lines(draft.follow_ups),
        "tags": list(draft.tags),
        "accepted": [
            {"check": row.check.strip(), "reason": row.reason.strip()} for row in draft.accepted
        ],
    }


def unchecked_question(fields: dict[str, Any]) -> Question:
    """The question of these fields for showing only: nothing of it need be right."""
    concepts = tuple(
        KeyConcept.model_construct(**concept | {"facet": Facet(concept["facet"])})
        for concept in fields["key_concepts"]
    )
    wrong = tuple(Misconception.model_construct(**item) for item in fields["misconceptions"])
    shown = {"kind": Kind(fields["kind"]), "key_concepts": concepts, "misconceptions": wrong}
    return Question.model_construct(**fields | shown)


def _row(wrong: WrongRow) -> int:
    return -1 if wrong.contradicts is None else wrong.contradicts


def _concept_fields(row: ClaimRow, kind: str) -> dict[str, Any]:
    """A concept; a told experience has parts, all else is knowledge whatever was chosen before."""
    facet = row.facet if kind == Kind.BEHAVIORAL else Facet.KNOWLEDGE.value
    label, claim = row.label.strip(), row.claim.strip()
    return {
        "label": label,
        "claim": claim,
        "weight": row.weight,
        "core": row.core,
        "facet": facet,
    }
