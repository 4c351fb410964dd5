"""Whether a bank has anything about a query: out-of-scope detection."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import minilm
from index.encoder import Vectors

NEAR_TEXTS = 20
"""Nearest texts of a bank that are looked at: one may be near by chance, twenty are not."""

NEAR_EVERYDAY = 10
"""Nearest everyday queries that are looked at."""

EVERYDAY = Path(__file__).with_name("everyday_queries.txt")

EVIDENCE_WEIGHTS = (23.1, 26.0, -5.3, -26.3, 40.8)
"""Weights of `Scope.evidence`. Fitted, as LEAST_EVIDENCE is chosen, on the dev split of
corpus/search by scripts/tune_scope.py for all-MiniLM-L6-v2; another encoder has other cosines."""

LEAST_EVIDENCE = -1.4
"""The evidence from which a query is one that the bank has something about."""


def everyday_queries() -> list[str]:
    """What people type elsewhere, about food, travel, health, sport and so on; one a line."""
    return EVERYDAY.read_text(encoding="utf-8").splitlines()


class Scope:
    """Tells queries that a bank has something about from those of everyday life.

    A logistic regression of how near a query is to the bank's nearest texts and to all of them, of
    what share of its words no text has, and of how near it is to the nearest everyday queries and
    to all of them. These are a cohort as in the verification of speakers: near to everything, near
    to everyday life and near to this bank are three things.
    """

    ENCODER = minilm.NAME
    """The encoder that it was fitted to."""

    def __init__(self, everyday: Vectors) -> None:
        """`everyday`: the vectors of `everyday_queries()`."""
        self._everyday = everyday

    def holds(
        self, nearest: NDArray[np.float32], mean: float, unknown_share: float, query: Vectors
    ) -> bool:
        """Whether the bank has anything about a query of this vector, shape (dimension,).

        `nearest` are the query's cosines with its nearest texts, of which NEAR_TEXTS count, and
        `mean` that with all of the bank's on average.
        """
        evidence = self.evidence(nearest, mean, unknown_share, query)
        return float(np.dot(EVIDENCE_WEIGHTS, evidence)) >= LEAST_EVIDENCE

    def evidence(
        self, nearest: NDArray[np.float32], mean: float, unknown_share: float, query: Vectors
    ) -> tuple[float, float, float, float, float]:
        """What EVIDENCE_WEIGHTS weigh: cosines with the nearest texts and with all, the share of
        unknown words, and cosines with the nearest everyday queries and with all.
        """
        near, everyday = np.sort(nearest)[-NEAR_TEXTS:], np.sort(self._everyday @ query)
        return (
            float(near.mean()),
            mean,
            unknown_share,
            float(everyday[-NEAR_EVERYDAY:].mean()),
            float(everyday.mean()),
        )
