"""Whether a bank has anything about a query: out-of-scope detection."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import minilm
from index.encoder import Vectors

NEAR_TEXTS = 20
"""Nearest texts of a bank that are looked at: one may be near by chance, twenty are not."""

NEAR_EVERYDAY = 3
"""Nearest everyday queries that are looked at."""

EVERYDAY = Path(__file__).with_name("everyday_queries.txt")

EVIDENCE_WEIGHTS = (32.1, -5.0, -16.0)
"""Of the mean cosine of the nearest texts, the share of unknown words, and the mean cosine of the
nearest everyday queries. Fitted, as LEAST_EVIDENCE is chosen, on the dev split of corpus/search by
scripts/tune_scope.py for all-MiniLM-L6-v2; another encoder has other cosines."""

LEAST_EVIDENCE = 1.9
"""The evidence from which a query is one that the bank has something about."""


def everyday_queries() -> list[str]:
    """What people type elsewhere, about food, travel, health, sport and so on; one a line."""
    return EVERYDAY.read_text(encoding="utf-8").splitlines()


class Scope:
    """Tells queries that a bank has something about from those of everyday life.

    A logistic regression of three things: how near the bank's nearest texts are, what share of the
    query's words no text has, and how near the nearest everyday queries are. The last is a cohort
    as in the verification of speakers: it tells a query that is near to everything from one that
    is near to this bank.
    """

    ENCODER = minilm.NAME
    """The encoder that it was fitted to."""

    def __init__(self, everyday: Vectors) -> None:
        """`everyday`: the vectors of `everyday_queries()`."""
        self._everyday = everyday

    def holds(self, nearest: NDArray[np.float32], unknown_share: float, query: Vectors) -> bool:
        """Whether the bank has anything about a query of this vector, shape (dimension,).

        `nearest` are the cosines of its nearest texts, of which NEAR_TEXTS count.
        """
        return (
            float(np.dot(EVIDENCE_WEIGHTS, self.evidence(nearest, unknown_share, query)))
            >= LEAST_EVIDENCE
        )

    def evidence(
        self, nearest: NDArray[np.float32], unknown_share: float, query: Vectors
    ) -> tuple[float, float, float]:
        """What EVIDENCE_WEIGHTS weigh."""
        near, everyday = np.sort(nearest)[-NEAR_TEXTS:], np.sort(self._everyday @ query)
        return float(near.mean()), unknown_share, float(everyday[-NEAR_EVERYDAY:].mean())
