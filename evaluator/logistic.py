"""Multinomial logistic regression, as a table of fitted numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluator.judge import Probabilities


@dataclass(frozen=True)
class LogisticModel:
    """Intercepts, shape (4,), and coefficients, shape (4, features): a row for each of STATUSES."""

    intercepts: tuple[float, ...]
    coefficients: tuple[tuple[float, ...], ...]

    def probabilities(self, features: NDArray[np.float64]) -> Probabilities:
        """Softmax of the linear scores, shape (n, 4), for features of shape (n, features)."""
        logits = features @ np.asarray(self.coefficients).T + np.asarray(self.intercepts)
        exponents = np.exp(logits - logits.max(axis=1, keepdims=True))
        probabilities: Probabilities = exponents / exponents.sum(axis=1, keepdims=True)
        return probabilities
