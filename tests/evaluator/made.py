"""A small rubric and calibration that the tests of this room share, and a judge that knows parts.

The calibration is written by hand so that statuses follow the judge plainly; what the fitted one
does is tested where it is read.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evaluator import (
    CONCEPT_FEATURES,
    ORDERS_FORMAT,
    STATUSES,
    Calibration,
    Concept,
    Judgement,
    LogisticModel,
    OrderDetector,
    Reading,
    Rubric,
    ScoreModel,
    Status,
    WrongClaim,
    passages,
)
from tests.conftest import FakeEncoder

QUESTION = "Explain the bias-variance tradeoff in machine learning."

BIAS = "Bias is error from assumptions that are too simple."
VARIANCE = "Variance is sensitivity to the training sample."
BALANCE = "Total error is lowest where the two balance."
TUNING = "Cross-validation picks the right model size."
SWAPPED = "Bias grows with every additional parameter."

REFERENCE = f"{BIAS} {VARIANCE} {BALANCE} {TUNING}"

CONCEPTS = (
    Concept("Bias", BIAS, 3.0, core=True),
    Concept("Variance", VARIANCE, 3.0, core=False),
    Concept("Balance", BALANCE, 2.0, core=False),
    Concept("Tuning", TUNING, 1.0, core=False),
)
CLAIMS = tuple(concept.claim for concept in CONCEPTS)

RUBRIC = Rubric(QUESTION, (REFERENCE,), CONCEPTS, (WrongClaim(SWAPPED, "Bias"),))

NOT_USED = (0.0,) * (len(CONCEPT_FEATURES) - 5)

_SCORE = ScoreModel(
    # Columns: calibration.SCORE_FEATURES.
    weights=(1.0, -0.5, -0.2, 0.0, 0.0),
    raw_knots=(-1.0, 0.0, 1.0),
    score_knots=(0.0, 10.0, 100.0),
    low=(0.0, 0.0, 90.0),
    high=(5.0, 20.0, 100.0),
)

CALIBRATION = Calibration(
    # Rows: stated, partly, missing, contradicted. Columns: calibration.CONCEPT_FEATURES.
    concept=LogisticModel(
        intercepts=(0.0, 0.0, 0.0, 0.0),
        coefficients=(
            (1.0, 0.0, 0.0, 0.0, 0.0, *NOT_USED),
            (0.0, 1.0, 0.0, 0.0, 0.0, *NOT_USED),
            (0.0, 0.0, 1.0, 0.0, 0.0, *NOT_USED),
            (0.0, 0.0, 0.0, 1.0, 8.0, *NOT_USED),
        ),
    ),
    written=_SCORE,
    reference_only=_SCORE,
    interval_share=0.8,
    off_topic_similarity=0.05,
)


ORDERS = OrderDetector(
    format_version=ORDERS_FORMAT,
    made_by="hand",
    encoder=FakeEncoder.name,
    least=1.0,
    weights=(0.0,) * FakeEncoder.dimension,
)
"""Flags no sentence."""


def denied(claim: str) -> str:
    """A sentence that the fake judge takes for a contradiction of the claim."""
    return f"It is false that {claim[0].lower()}{claim[1:]}"


class PartlyJudge:
    """Says that every answer states a part of every claim, and counts its calls."""

    name = "partly"

    def __init__(self) -> None:
        self.calls = 0

    def judge(self, readings: Sequence[Reading]) -> list[Judgement]:
        self.calls += 1
        return [_partly(reading) for reading in readings]


def _partly(reading: Reading) -> Judgement:
    table = np.full((len(reading.claims), len(STATUSES)), 0.01)
    table[:, STATUSES.index(Status.PARTLY)] = 0.97
    first = passages(reading.answer)[0]
    return Judgement(table, np.full(len(table), 0.5), (first,) * len(table))
