"""The fitted constants that turn a judge's probabilities into statuses, a score and its interval.

They belong to one judge, so each judge ships its own (fitted.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluator.logistic import LogisticModel

CONCEPT_FEATURES = (
    "log_stated",
    "log_partly",
    "log_missing",
    "log_contradicted",
    "misconception_stated",
    "misconception_contradicted",
    "nearest",
    "overall",
    "misconception_nearer",
    "misconception_overall",
    "mean_stated",
    "mean_contradicted",
)
"""What is known of a concept: the logarithm of the judge's probability of each status; the largest
probability that one of its misconceptions is stated, and that one is contradicted; the cosines of
its claim with the answer's nearest sentence and with the whole answer; by how much more similar to
either a misconception is; and what the judge says of all of the question's claims on average. A
judge this small does better with the encoder's view beside its own."""

SCORE_FEATURES = (
    "coverage",
    "contradicted",
    "core_contradicted",
    "grade",
    "similarity",
)
"""What a score is made of, each in [0, 1]: expected share of weight stated; share of weight
contradicted; largest probability that a core concept is contradicted; the judge's grade of the
whole answer against the nearest reference; and how similar the answer is to the claims beyond what
both share with the question, times the share of weight that is not contradicted."""


@dataclass(frozen=True)
class ScoreModel:
    """A raw score, `weights` times SCORE_FEATURES, mapped to the 0-100 of human grades.

    Weights of contradictions are at most 0, the others at least 0. The map is monotone, linear
    between knots and constant outside. `low` and `high` are, at each knot, the bounds between which
    `coverage` of the human grades lay.
    """

    weights: tuple[float, ...]
    raw_knots: tuple[float, ...]
    score_knots: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]

    def score(self, features: NDArray[np.float64]) -> tuple[float, float, float]:
        """The score and the bounds of its interval, each in [0, 100], to a tenth of a point."""
        raw = float(np.dot(self.weights, features))
        score, low, high = (
            round(float(np.interp(raw, self.raw_knots, knots)), 1)
            for knots in (self.score_knots, self.low, self.high)
        )
        return score, min(low, score), max(high, score)


@dataclass(frozen=True)
class Calibration:
    """How a judge's view of an answer becomes statuses and a score.

    `concept` is a logistic regression over CONCEPT_FEATURES for each of STATUSES. `written` scores
    answers to questions with written concepts, `reference_only` those whose claims are sentences
    of a reference. `interval_share` is the share of human grades that intervals are meant to hold.
    An answer whose cosine with everything that the question is about is under
    `off_topic_similarity` is about something else.
    """

    concept: LogisticModel
    written: ScoreModel
    reference_only: ScoreModel
    interval_share: float
    off_topic_similarity: float
