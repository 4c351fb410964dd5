"""Which key concepts an answer states, with the words that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluator.calibration import Calibration
from evaluator.evaluation import ConceptResult, Evidence, Status
from evaluator.judge import STATUSES, Judgement, Probabilities
from evaluator.rubric import Concept, Rubric
from evaluator.segments import Segment

LEAST_CONTRADICTED = 0.5
"""Least probability at which an answer is said to contradict a claim. To be told of a mistake that
one has not made is worse than to be told that something is missing."""

LEAST_PROBABILITY = 1e-4
"""Smaller probabilities count as this much, so that their logarithm is finite."""

_STATED, _, _, _CONTRADICTED = range(4)


@dataclass(frozen=True)
class Coverage:
    """The concepts of one answer, and the probability of each of STATUSES, shape (concepts, 4)."""

    concepts: tuple[ConceptResult, ...]
    probabilities: Probabilities


def cover(
    rubric: Rubric, linked: Sequence[int], judged: Judgement, calibration: Calibration
) -> Coverage:
    """Decide every concept from the judgement of a rubric's claims, then misconceptions.

    `linked[i]` is the number of the concept that misconception i contradicts.
    """
    count = len(rubric.concepts)
    groups = [
        [count + i for i, concept in enumerate(linked) if concept == number]
        for number in range(count)
    ]
    features = [
        concept_features(judged.statuses[number], judged.statuses[group])
        for number, group in enumerate(groups)
    ]
    probabilities = calibration.concept.probabilities(np.array(features))
    results = (
        _result(rubric, concept, judged, number, groups[number], probabilities[number])
        for number, concept in enumerate(rubric.concepts)
    )
    return Coverage(tuple(results), probabilities)


def concept_features(claim: NDArray[np.float64], wrong: Probabilities) -> list[float]:
    """CONCEPT_FEATURES from a claim's statuses, (4,), and its misconceptions', (n, 4)."""
    logs = np.log(np.maximum(claim, LEAST_PROBABILITY))
    most = wrong.max(axis=0) if len(wrong) else np.zeros(len(STATUSES))
    return [*map(float, logs), float(most[_STATED]), float(most[_CONTRADICTED])]


def _result(
    rubric: Rubric,
    concept: Concept,
    judged: Judgement,
    number: int,
    group: Sequence[int],
    row: NDArray[np.float64],
) -> ConceptResult:
    status = status_of(row)
    evidence, misconception = None, None
    if status is not Status.MISSING:
        evidence = _quote(judged.passages[number])
    if status is Status.CONTRADICTED and group:
        asserted = max(group, key=lambda wrong: judged.statuses[wrong, _STATED])
        if judged.statuses[asserted, _STATED] > judged.statuses[number, _STATED]:
            misconception = rubric.misconceptions[asserted - len(rubric.concepts)].claim
            evidence = _quote(judged.passages[asserted])
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


def status_of(row: NDArray[np.float64]) -> Status:
    """The most probable status for probabilities of shape (4,), but contradicted only from
    LEAST_CONTRADICTED on.
    """
    ranked = np.argsort(-row, kind="stable")
    if ranked[0] == _CONTRADICTED and row[_CONTRADICTED] < LEAST_CONTRADICTED:
        return STATUSES[int(ranked[1])]
    return STATUSES[int(ranked[0])]


def _quote(passage: Segment) -> Evidence:
    return Evidence(passage.text, passage.start, passage.end)
