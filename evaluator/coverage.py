"""Which key concepts an answer states, with the words that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from evaluator.calibration import Calibration
from evaluator.evaluation import ConceptResult, Evidence, Status
from evaluator.judge import STATUSES, Probabilities
from evaluator.rubric import Concept, Rubric
from evaluator.segments import Segment, sentences
from index import Vectors

LEAST_CONTRADICTED = 0.5
"""Least probability at which an answer is said to contradict a claim. To be told of a mistake that
one has not made is worse than to be told that something is missing."""

LEAST_PROBABILITY = 1e-4
"""Smaller probabilities count as this much, so that their logarithm is finite."""

LEAST_NORM = 1e-6
"""A vector shorter than this says nothing beside the question."""

ABSENT_MARGIN = -0.1
"""How much nearer than the claim a misconception counts that nobody has written."""

_STATED, _, _, _CONTRADICTED = range(4)


@dataclass(frozen=True)
class Signals:
    """What the models say of an answer and of a rubric's n claims, then its m misconceptions.

    `statuses`, shape (n + m, 4): the judge's probability of each of STATUSES. `nearest` and
    `overall`, shape (n + m,): cosine with the answer's nearest sentence, and with the answer as a
    whole. `linked[i]` is the number of the claim that misconception i contradicts.
    `beyond_question` is the claims' `similarity_beyond` the question.
    """

    statuses: Probabilities
    nearest: NDArray[np.float64]
    overall: NDArray[np.float64]
    linked: tuple[int, ...]
    beyond_question: float

    @classmethod
    def of(
        cls,
        statuses: Probabilities,
        about: Vectors,
        spoken: Vectors,
        linked: Sequence[int],
        question: Vectors,
    ) -> Self:
        """From the vectors of the n + m texts, of the answer followed by its sentences, and of the
        question, shape (dimension,).
        """
        cosines = (about @ spoken.T).astype(np.float64)
        beyond = similarity_beyond(question, about[: len(about) - len(linked)], spoken)
        return cls(statuses, cosines.max(axis=1), cosines[:, 0], tuple(linked), beyond)

    @property
    def claims(self) -> int:
        """How many of the texts are claims."""
        return len(self.statuses) - len(self.linked)

    def against(self, claim: int) -> list[int]:
        """The numbers, among all texts, of the misconceptions of a claim."""
        return [self.claims + i for i, number in enumerate(self.linked) if number == claim]


@dataclass(frozen=True)
class Coverage:
    """The concepts of one answer, and the probability of each of STATUSES, shape (concepts, 4)."""

    concepts: tuple[ConceptResult, ...]
    probabilities: Probabilities


def spoken_texts(answer: str) -> list[str]:
    """What is compared with claims by meaning: the answer, then its sentences."""
    return [answer, *(sentence.text for sentence in sentences(answer))]


def similarity_beyond(question: Vectors, claims: Vectors, spoken: Vectors) -> float:
    """The mean over the claims of the largest cosine with a text of the answer, in [-1, 1], when
    what both share with the question is taken out of their vectors.

    To speak of what was asked is no merit: question demoting, as Sultan, Salazar & Sumner do it
    with words (Fast and Easy Short Answer Grading with High Accuracy, 2016).
    """
    about, said = (_without(question, vectors) for vectors in (claims, spoken))
    return float((about @ said.T).max(axis=1).mean())


def _without(direction: Vectors, vectors: Vectors) -> Vectors:
    """Unit vectors without their part in a direction; zero where nothing else is left of them."""
    rest = vectors - np.outer(vectors @ direction, direction)
    unit: Vectors = rest / np.maximum(np.linalg.norm(rest, axis=1, keepdims=True), LEAST_NORM)
    return unit


def cover(
    rubric: Rubric, signals: Signals, shown: Sequence[Segment], calibration: Calibration
) -> Coverage:
    """Decide every concept. `shown` are the passages that show most of each claim, and of each
    misconception.
    """
    probabilities = calibration.concept.probabilities(concept_features(signals))
    results = (
        _result(rubric, concept, signals, shown, number, probabilities[number])
        for number, concept in enumerate(rubric.concepts)
    )
    return Coverage(tuple(results), probabilities)


def concept_features(signals: Signals) -> NDArray[np.float64]:
    """CONCEPT_FEATURES of each claim, shape (claims, 12)."""
    count = signals.claims
    own = signals.statuses[:count]
    rows = []
    for number in range(count):
        wrong = signals.against(number)
        most = signals.statuses[wrong].max(axis=0, initial=0.0)
        near = np.array([signals.nearest[number], signals.overall[number]])
        margins = np.array([ABSENT_MARGIN] * 2)
        if wrong:
            margins = np.array([signals.nearest[wrong].max(), signals.overall[wrong].max()]) - near
        rows.append([most[_STATED], most[_CONTRADICTED], *near, *margins])
    logs = np.log(np.maximum(own, LEAST_PROBABILITY))
    around = np.broadcast_to(own.mean(axis=0)[[_STATED, _CONTRADICTED]], (count, 2))
    return np.hstack([logs, np.array(rows), around])


def _result(
    rubric: Rubric,
    concept: Concept,
    signals: Signals,
    shown: Sequence[Segment],
    number: int,
    row: NDArray[np.float64],
) -> ConceptResult:
    status = status_of(row)
    evidence, misconception = None, None
    if status is not Status.MISSING:
        evidence = _quote(shown[number])
    wrong = signals.against(number)
    if status is Status.CONTRADICTED and wrong:
        asserted = max(wrong, key=lambda text: signals.statuses[text, _STATED])
        if signals.statuses[asserted, _STATED] > signals.statuses[number, _STATED]:
            misconception = rubric.misconceptions[asserted - signals.claims].claim
            evidence = _quote(shown[asserted])
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
