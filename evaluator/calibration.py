"""The fitted constants that turn a judge's probabilities into statuses and a score.

They belong to one judge, so each judge ships its own (fitted.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluator.logistic import LogisticModel

CONCEPT_FEATURES = (
    "stated",
    "partly",
    "contradicted",
    "misconception_stated",
    "misconception_lead",
)
"""What is known of a concept over all passages: the largest probability of each status, the largest
probability that one of its misconceptions is stated, and by how much that leads, if it does."""


@dataclass(frozen=True)
class Calibration:
    """How a judge's probabilities over an answer's passages become statuses and a score.

    `concept` is a logistic regression over CONCEPT_FEATURES for each of STATUSES.
    The raw score is coverage less `contradiction_cost` times the share of weight contradicted and
    `core_cost` times the largest probability that a core concept is contradicted; `raw_knots` and
    `score_knots` map it, monotone and linear between knots, to the 0-100 of human grades.
    `off_topic_similarity` is the cosine under which an answer is about something else.
    """

    concept: LogisticModel
    contradiction_cost: float
    core_cost: float
    raw_knots: tuple[float, ...]
    score_knots: tuple[float, ...]
    off_topic_similarity: float

    def score(self, raw: float) -> float:
        """The score in [0, 100] of a raw score; monotone, constant outside of the knots."""
        return float(np.interp(raw, self.raw_knots, self.score_knots))
