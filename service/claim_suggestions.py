"""Key concepts drafted from a reference answer, for its author to accept or to edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from content import CONCEPTS, MAX_LINE
from evaluator import MAX_CHARACTERS
from index import Vectors
from service.claim_labels import labels_of
from service.standing_alone import Statement, statements

SAME_COSINE = 0.85
"""Cosine from which two statements are one in other words."""

HELD_AGAINST_COSINE = 0.6
"""Cosine from which the judge is asked whether one statement says the other, as in bank checks."""

LEANING_COST = 0.1
"""How much nearer to the question a statement must be that does not stand alone."""

MAX_STATEMENTS = 40
"""Statements that are looked at; a reference of the most words that one may have says fewer."""

Encode: TypeAlias = Callable[[Sequence[str]], Vectors]
States: TypeAlias = Callable[[Sequence[tuple[str, str]]], Sequence[bool]]
"""For each pair of a claim and a text, whether the text states the claim."""


@dataclass(frozen=True)
class SuggestedClaim:
    """A draft of a key concept. `needs_subject`: its first words refer to another sentence.

    The weight is 3 for what the question is about, 2 for a normal point and 1 for a detail.
    """

    label: str
    claim: str
    weight: Literal[1, 2, 3]
    core: bool
    needs_subject: bool


def suggest_claims(
    question: str, reference: str, encode: Encode, states: States
) -> list[SuggestedClaim]:
    """Three to seven claims that the reference makes, in its order; fewer if it makes fewer.

    What another of them says already is left out, as `encode` and `states` tell. The first sentence
    and what is nearest to the question weigh most and are core.
    """
    found = _candidates(reference)
    if not found:
        return []
    vectors = encode([question, *(statement.text for statement in found)])
    nearness = vectors[1:] @ vectors[0]
    kept = sorted(_kept(found, nearness, vectors[1:], states))
    labels = labels_of([found[at].text for at in kept], encode)
    weights = _weights([float(nearness[at]) for at in kept], [found[at].sentence for at in kept])
    return [
        SuggestedClaim(
            label, found[at].text, weight, weight == max(weights), found[at].needs_subject
        )
        for at, label, weight in zip(kept, labels, weights, strict=True)
    ]


def _candidates(reference: str) -> list[Statement]:
    """Statements of the reference, once each; in finer pieces when there are too few of them."""
    text = reference[:MAX_CHARACTERS]
    for finely in (False, True):
        stated = statements(text, finely=finely)
        found = list({s.text.lower(): s for s in stated if len(s.text) <= MAX_LINE}.values())
        if len(found) >= CONCEPTS[0]:
            break
    return found[:MAX_STATEMENTS]


def _kept(
    found: Sequence[Statement], nearness: NDArray[np.float32], vectors: Vectors, states: States
) -> list[int]:
    """The statements to suggest, the best first: none says what a better one says already."""
    leaning = np.array([statement.needs_subject for statement in found])
    order = np.argsort(-(nearness - LEANING_COST * leaning), kind="stable").tolist()
    order.sort(key=lambda at: found[at].sentence > 0)
    near = vectors @ vectors.T
    pairs = [
        (at, better)
        for rank, at in enumerate(order)
        for better in order[:rank]
        if HELD_AGAINST_COSINE <= near[at, better] < SAME_COSINE
    ]
    told = states([(found[at].text, found[better].text) for at, better in pairs]) if pairs else []
    said = {pair for pair, is_said in zip(pairs, told, strict=True) if is_said}
    kept: list[int] = []
    for at in order:
        if not any(near[at, other] >= SAME_COSINE or (at, other) in said for other in kept):
            kept.append(at)
    return kept[: CONCEPTS[1]]


def _weights(nearness: Sequence[float], sentence: Sequence[int]) -> list[Literal[1, 2, 3]]:
    """3 for the nearest and for the first of all, else 2 for the nearer half and 1 for the rest."""
    middle = float(np.median(nearness))
    top = max(nearness)
    return [
        3 if near == top or (at == 0 and sentence[at] == 0) else 2 if near >= middle else 1
        for at, near in enumerate(nearness)
    ]
