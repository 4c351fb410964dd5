"""How a draft begins: blank, from a saved question, or as the copy of another."""

from __future__ import annotations

from dataclasses import replace

from content import Question
from ui.components.draft import AcceptedRow, ClaimRow, Draft, WrongRow

FIRST_CLAIMS = 3
"""Blank concepts of a new draft: the least that the schema takes."""


def blank_draft(serial: int) -> Draft:
    """A draft of a new question, with room for the least that it needs."""
    draft = Draft(serial)
    for number in range(FIRST_CLAIMS):
        draft = draft.with_claim(core=number == 0)
    return draft.with_wrong()


def draft_of(question: Question, serial: int) -> Draft:
    """A draft that says what a saved question says."""
    labels = [concept.label for concept in question.key_concepts]
    first_wrong = len(labels)
    first_accepted = first_wrong + len(question.misconceptions)
    return Draft(
        serial=serial,
        origin=question,
        id=question.id,
        seed_id=question.seed_id or "",
        theme=question.theme,
        kind=question.kind.value,
        difficulty=question.difficulty,
        question=question.question,
        also_asked="\n".join(question.also_asked),
        reference=question.reference,
        concepts=tuple(
            ClaimRow(row, c.label, c.claim, c.weight, c.core, c.facet.value)
            for row, c in enumerate(question.key_concepts)
        ),
        misconceptions=tuple(
            WrongRow(row, wrong.claim, labels.index(wrong.contradicts))
            for row, wrong in enumerate(question.misconceptions, first_wrong)
        ),
        follow_ups="\n".join(question.follow_ups),
        tags=question.tags,
        accepted=tuple(
            AcceptedRow(row, a.check, a.reason)
            for row, a in enumerate(question.accepted, first_accepted)
        ),
        rows=first_accepted + len(question.accepted),
    )


def copy_of(draft: Draft, serial: int) -> Draft:
    """A new question that begins with what another says; what only one can have is left out."""
    return replace(draft, serial=serial, origin=None, id="", seed_id="", accepted=())
