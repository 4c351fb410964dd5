"""Telling sentences that speak to the grader from sentences of an answer: prompt injection."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError

from evaluator.errors import EvaluationError
from index import Vectors

ORDERS_FILE = Path(__file__).with_name("models") / "grader_orders.json"
ORDERS_FORMAT = 1


class OrderDetector(BaseModel):
    """A logistic regression over sentence vectors of `encoder`: a sentence whose evidence is at
    `least` so much speaks to the grader. scripts/tune_orders.py fits it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format_version: int
    made_by: str
    encoder: str
    least: float
    weights: tuple[float, ...]

    def flags(self, spoken: Vectors) -> NDArray[np.bool_]:
        """Which sentences speak to the grader, for vectors of shape (sentences, dimension)."""
        found: NDArray[np.bool_] = spoken @ np.asarray(self.weights) >= self.least
        return found


@cache
def load_order_detector(path: Path = ORDERS_FILE) -> OrderDetector:
    """The shipped detector. Raises EvaluationError for a bad file."""
    try:
        detector = OrderDetector.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise EvaluationError(
            f"{path}: not a file of fitted constants ({error}); restore it from the repository or "
            "run scripts/tune_orders.py"
        ) from error
    if detector.format_version != ORDERS_FORMAT:
        found = detector.format_version
        raise EvaluationError(f"{path}: format {found}, this version reads {ORDERS_FORMAT}")
    return detector
