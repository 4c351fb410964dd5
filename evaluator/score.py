"""From concepts to what a score is made of, and from a score to a verdict."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evaluator.evaluation import Verdict
from evaluator.judge import Probabilities
from evaluator.rubric import Concept

PARTLY_CREDIT = 0.5
"""Share of a concept's weight that a part of it earns."""

VERDICT_BOUNDS: tuple[tuple[float, Verdict], ...] = (
    (85.0, Verdict.STRONG),
    (65.0, Verdict.GOOD),
    (40.0, Verdict.PARTIAL),
    (20.0, Verdict.WEAK),
    (0.0, Verdict.WRONG),
)
"""Least score of each verdict. From the grades of the corpus: complete answers 85 and up, noisy and
terse ones 65 to 80, halves 40 to 60, misconceptions around 20, wrong ones under 15."""


def score_features(
    concepts: Sequence[Concept],
    probabilities: Probabilities,
    grade: float,
    similarity: float,
) -> NDArray[np.float64]:
    """SCORE_FEATURES of an answer, shape (5,), from `probabilities`, shape (concepts, 4), the
    judge's `grade` in [0, 1], and the `similarity` beyond the question in [-1, 1].
    """
    weights = np.array([concept.weight for concept in concepts])
    core = np.array([concept.core for concept in concepts])
    stated, partly, _, contradicted = probabilities.T
    earned = stated + PARTLY_CREDIT * partly
    wrong = float(np.average(contradicted, weights=weights))
    return np.array(
        [
            float(np.average(earned, weights=weights)),
            wrong,
            float(contradicted[core].max(initial=0.0)),
            grade,
            max(similarity, 0.0) * (1 - wrong),
        ]
    )


def verdict_of(score: float) -> Verdict:
    """The verdict of a score in [0, 100], by VERDICT_BOUNDS."""
    return next(verdict for least, verdict in VERDICT_BOUNDS if score >= least)
