"""Which key concepts an answer states, with the words that show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluator.calibration import Calibration
from evaluator.evaluation import ConceptResult, Evidence, Status
from evaluator.judge import STATUSES, ClaimPassage, Probabilities
from evaluator.rubric import Concept, Rubric
from evaluator.segments import Segment

SAME_STRENGTH = 0.03
"""Passages this near to the best one's probability show as much; the shortest is quoted."""

LEAST_CONTRADICTED = 0.5
"""Least probability at which an answer is said to contradict a claim. To be told of a mistake that
one has not made is worse than to be told that something is missing."""

_STATED, _PARTLY, _MISSING, _CONTRADICTED = range(4)


@dataclass(frozen=True)
class Coverage:
    """The concepts of one answer, and the probability of each of STATUSES, shape (concepts, 4)."""

    concepts: tuple[ConceptResult, ...]
    probabilities: Probabilities


def claim_pairs(rubric: Rubric, answer: str, passages: Sequence[Segment]) -> Iterator[ClaimPassage]:
    """Every claim of a rubric, then every misconception, with every passage of an answer."""
    claims = [concept.claim for concept in rubric.concepts]
    for claim in [*claims, *(wrong.claim for wrong in rubric.misconceptions)]:
        for passage in passages:
            yield ClaimPassage(rubric.question, claim, passage.text, answer)


def cover(
    rubric: Rubric,
    linked: Sequence[int],
    passages: Sequence[Segment],
    judged: Probabilities,
    calibration: Calibration,
) -> Coverage:
    """Decide every concept from the judge's view of `claim_pairs(rubric, answer, passages)`.

    `linked[i]` is the number of the concept that misconception i contradicts.
    """
    texts = len(rubric.concepts) + len(rubric.misconceptions)
    table = judged.reshape(texts, len(passages), len(STATUSES))
    claims, wrong = table[: len(rubric.concepts)], table[len(rubric.concepts) :]
    groups = [[i for i, n in enumerate(linked) if n == c] for c in range(len(rubric.concepts))]
    pairs = list(zip(claims, groups, strict=True))
    features = np.array([concept_features(claim, wrong[group]) for claim, group in pairs])
    probabilities = calibration.concept.probabilities(features)
    results = (
        _result(rubric, concept, claim, wrong, group, row, passages)
        for concept, (claim, group), row in zip(rubric.concepts, pairs, probabilities, strict=True)
    )
    return Coverage(tuple(results), probabilities)


def concept_features(claim: Probabilities, wrong: Probabilities) -> list[float]:
    """CONCEPT_FEATURES from a claim's (passages, 4) and its misconceptions' (n, passages, 4)."""
    stated, partly, _, contradicted = claim.max(axis=0)
    misconception = float(wrong[:, :, _STATED].max()) if len(wrong) else 0.0
    lead = max(misconception - float(stated), 0.0)
    return [float(stated), float(partly), float(contradicted), misconception, lead]


def _result(
    rubric: Rubric,
    concept: Concept,
    claim: Probabilities,
    wrong: Probabilities,
    group: Sequence[int],
    row: NDArray[np.float64],
    passages: Sequence[Segment],
) -> ConceptResult:
    status = _status(row)
    evidence, misconception = None, None
    if status is Status.CONTRADICTED:
        asserted = max(group, key=lambda i: wrong[i, :, _STATED].max(), default=None)
        if asserted is not None and wrong[asserted, :, _STATED].max() > claim[:, _STATED].max():
            misconception = rubric.misconceptions[asserted].claim
            evidence = _quote(wrong[asserted, :, _STATED], passages)
        else:
            evidence = _quote(claim[:, _CONTRADICTED], passages)
    elif status is not Status.MISSING:
        evidence = _quote(claim[:, _STATED] + claim[:, _PARTLY], passages)
    return ConceptResult(
        label=concept.label,
        claim=concept.claim,
        weight=concept.weight,
        core=concept.core,
        status=status,
        confidence=round(float(row[STATUSES.index(status)]), 4),
        evidence=evidence,
        misconception=misconception,
    )


def _status(row: NDArray[np.float64]) -> Status:
    """The most probable status, but contradicted only from LEAST_CONTRADICTED on."""
    ranked = np.argsort(-row, kind="stable")
    if ranked[0] == _CONTRADICTED and row[_CONTRADICTED] < LEAST_CONTRADICTED:
        return STATUSES[int(ranked[1])]
    return STATUSES[int(ranked[0])]


def _quote(strength: NDArray[np.float64], passages: Sequence[Segment]) -> Evidence:
    best = float(strength.max())
    near = (p for p, value in zip(passages, strength, strict=True) if value >= best - SAME_STRENGTH)
    shortest = min(near, key=lambda passage: (passage.end - passage.start, passage.start))
    return Evidence(shortest.text, shortest.start, shortest.end)
