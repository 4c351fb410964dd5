"""The file of a judge's fitted constants; scripts/calibrate_judge.py writes it."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from evaluator.calibration import CONCEPT_FEATURES, Calibration
from evaluator.cross_encoder_judge import JUDGE_FOLDER
from evaluator.errors import EvaluationError
from evaluator.judge import STATUSES

FORMAT_VERSION = 1
MAX_SCORE = 100
CALIBRATION_FILE = JUDGE_FOLDER / "calibration.json"


class _FittedFile(BaseModel):
    """The content of a judge's file of fitted constants; `made_by` and `figures` are for people."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format_version: int
    made_by: str
    figures: dict[str, dict[str, float]]
    calibration: Calibration

    @model_validator(mode="after")
    def _check(self) -> Self:
        model, features = self.calibration.concept, len(CONCEPT_FEATURES)
        rows = [len(row) for row in model.coefficients]
        if len(model.intercepts) != len(STATUSES) or rows != [features] * len(STATUSES):
            raise ValueError(f"the model does not have {features} features of each status")
        raw, score = self.calibration.raw_knots, self.calibration.score_knots
        if len(raw) != len(score) or not raw:
            raise ValueError("raw_knots and score_knots differ in length or are empty")
        if list(raw) != sorted(raw) or list(score) != sorted(score):
            raise ValueError("the knots must rise")
        if score[0] < 0 or score[-1] > MAX_SCORE:
            raise ValueError(f"a score is outside of 0 to {MAX_SCORE}")
        return self


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
    return fitted.calibration
