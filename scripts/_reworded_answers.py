"""Answers made up of rewordings of claims, so that what they say is known claim by claim."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from _corpus import CorpusQuestion, Rewording
from _told_answers import CONTRADICTED, MISSING, STATED, Told

ANSWERS = 6
"""Answers made for each question in an epoch."""

TERSE_SHARE, WRONG_SHARE, BESIDE_SHARE = 0.4, 0.4, 0.12
"""Share of answers that are notes, of their parts that contradict a claim, and of those that say
neither.
"""

_BETWEEN_SENTENCES = (" ", " ", " ", "\n", " Also, ", " And ")
_BETWEEN_NOTES = ("; ", ", ", ". ", "\n", "\n- ", " / ", " and ")


def reworded_answers(
    question: CorpusQuestion, other: CorpusQuestion, random: Random
) -> Iterator[Told]:
    """ANSWERS answers to a question; none if its claims are not reworded.

    `other` is another question, whose claims are beside the point.
    """
    if all(claim.rewording for claim in question.claims):
        beside = [c.rewording for c in other.claims if c.rewording and other.id != question.id]
        yield from (_composed(question, beside, random) for _ in range(ANSWERS))


def _composed(question: CorpusQuestion, beside: list[Rewording], random: Random) -> Told:
    """One part for each of a few claims, each part right, wrong or beside the point."""
    terse = random.random() < TERSE_SHARE
    between = random.choice(_BETWEEN_NOTES if terse else _BETWEEN_SENTENCES)
    said = random.sample(question.claims, random.randint(1, len(question.claims)))
    labels, spans, text = dict.fromkeys((c.id for c in question.claims), MISSING), {}, ""
    for claim in said:
        label = random.choices(
            (STATED, CONTRADICTED, MISSING),
            (1 - WRONG_SHARE - BESIDE_SHARE, WRONG_SHARE, BESIDE_SHARE),
        )[0]
        assert claim.rewording
        part = _part(claim.rewording, label, terse, random)
        if label == MISSING and beside and (terse or random.random() < 0.5):
            part = _part(
                random.choice(beside), random.choice((STATED, CONTRADICTED)), terse, random
            )
        text += (between if text else "") + part
        labels[claim.id] = label
        if label != MISSING:
            spans[claim.id] = (len(text) - len(part), len(text))
    return Told(text, labels, spans, None)


def _part(rewording: Rewording, label: int, terse: bool, random: Random) -> str:
    if label == MISSING:
        return rewording.beside
    if terse:
        return rewording.terse if label == STATED else rewording.terse_opposite
    return random.choice(rewording.same if label == STATED else rewording.opposite)
