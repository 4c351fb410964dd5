"""Finding questions by a piece of any of their texts."""

from __future__ import annotations

from collections.abc import Iterator

from content import Question


def texts_of(question: Question) -> Iterator[str]:
    """Every text that a person wrote in a question, its id and tags too."""
    yield from (question.id, question.seed_id or "", question.question, question.reference)
    yield from question.also_asked
    yield from (text for c in question.key_concepts for text in (c.label, c.claim))
    yield from (wrong.claim for wrong in question.misconceptions)
    yield from question.follow_ups
    yield from question.tags
    yield from (accepted.reason for accepted in question.accepted)


def holds(question: Question, piece: str) -> bool:
    """Whether a text of the question holds this piece, whatever the case; a blank one always."""
    wanted = " ".join(piece.split()).casefold()
    return any(wanted in " ".join(text.split()).casefold() for text in texts_of(question))
