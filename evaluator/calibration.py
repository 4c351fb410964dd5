"""The fitted constants that turn a judge's probabilities into statuses and a score.

They belong to one judge, so each judge ships its own file; `scripts/fit_encoder_judge.py` writes
the encoder judge's.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from evaluator.errors import EvaluationError
from evaluator.logistic import LogisticModel

FORMAT_VERSION = 1
ENCODER_JUDGE_FILE = Path(__file__).with_name("encoder_judge.json")


@dataclass(frozen=True)
class Calibration:
    """How a judge's probabilities over an answer's passages become statuses and a score.

    `concept` is a logistic regression over CONCEPT_FEATURES (coverage.py) for each of STATUSES.
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


class _FittedFile(BaseModel):
    """The content of a judge's file of fitted constants; `made_by` and `figures` are for people."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format_version: int
    made_by: str
    figures: dict[str, dict[str, float]]
    pair: LogisticModel
    calibration: Calibration


def load_fitted(path: Path = ENCODER_JUDGE_FILE) -> tuple[LogisticModel, Calibration]:
    """The encoder judge's model and its calibration. Raises EvaluationError for a bad file."""
    try:
        fitted = _FittedFile.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise EvaluationError(
            f"{path}: not a file of fitted constants ({error}); restore it from the repository or "
            "run scripts/fit_encoder_judge.py"
        ) from error
    if fitted.format_version != FORMAT_VERSION:
        found = fitted.format_version
        raise EvaluationError(f"{path}: format {found}, this version reads {FORMAT_VERSION}")
    return fitted.pair, fitted.calibration
