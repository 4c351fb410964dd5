"""The file of a judge's fitted constants; scripts/calibrate_judge.py writes it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from evaluator.calibration import CONCEPT_FEATURES, SCORE_FEATURES, Calibration, ScoreModel
from evaluator.cross_encoder_judge import JUDGE_FOLDER
from evaluator.errors import EvaluationError
from evaluator.judge import STATUSES

FORMAT_VERSION = 5
MAX_SCORE = 100
CALIBRATION_FILE = JUDGE_FOLDER / "calibration.json"
MODEL_FILE = JUDGE_FOLDER / "model.onnx"


class _FittedFile(BaseModel):
    """The content of a judge's file of fitted constants; `made_by` and `figures` are for people."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format_version: int
    judge_sha256: str
    made_by: str
    figures: dict[str, dict[str, float]]
    calibration: Calibration

    @model_validator(mode="after")
    def _check(self) -> Self:
        model, features = self.calibration.concept, len(CONCEPT_FEATURES)
        rows = [len(row) for row in model.coefficients]
        if len(model.intercepts) != len(STATUSES) or rows != [features] * len(STATUSES):
            raise ValueError(f"the model does not have {features} features of each status")
        for fitted in (self.calibration.written, self.calibration.reference_only):
            _check_score_model(fitted)
        return self


def _check_score_model(model: ScoreModel) -> None:
    if len(model.weights) != len(SCORE_FEATURES):
        raise ValueError(f"a score has {len(model.weights)} weights, not {len(SCORE_FEATURES)}")
    tables = (model.raw_knots, model.score_knots, model.low, model.high)
    if len({len(table) for table in tables}) != 1 or not model.raw_knots:
        raise ValueError("the knots of a score and its bounds differ in length or are empty")
    if any(list(table) != sorted(table) for table in tables):
        raise ValueError("the knots must rise")
    if any(table[0] < 0 or table[-1] > MAX_SCORE for table in tables[1:]):
        raise ValueError(f"a score is outside of 0 to {MAX_SCORE}")


def load_calibration(path: Path = CALIBRATION_FILE) -> Calibration:
    """The calibration of the shipped judge. Raises EvaluationError for a bad file."""
    try:
        fitted = _FittedFile.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise EvaluationError(
            f"{path}: not a file of fitted constants ({error}); restore it from the repository or "
            "run scripts/calibrate_judge.py"
        ) from error
    if fitted.format_version != FORMAT_VERSION:
        found = fitted.format_version
        raise EvaluationError(f"{path}: format {found}, this version reads {FORMAT_VERSION}")
    if fitted.judge_sha256 != judge_digest():
        raise EvaluationError(
            f"{path}: fitted to another judge than {MODEL_FILE}; restore both from the repository "
            "or run scripts/calibrate_judge.py"
        )
    return fitted.calibration


@cache
def judge_digest() -> str:
    """SHA-256 of the shipped weights, in hexadecimal. Raises EvaluationError without them."""
    try:
        return hashlib.sha256(MODEL_FILE.read_bytes()).hexdigest()
    except OSError as error:
        raise EvaluationError(f"{MODEL_FILE}: {error}; restore the repository") from error
