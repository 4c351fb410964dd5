from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator import (
    SCORE_FEATURES,
    VERDICT_BOUNDS,
    Concept,
    Probabilities,
    ScoreModel,
    Verdict,
    load_calibration,
    score_features,
    verdict_of,
)
from tests.evaluator.made import CALIBRATION, CONCEPTS

ROWS = st.lists(st.floats(0.01, 1), min_size=4, max_size=4)
TABLES = st.lists(ROWS, min_size=len(CONCEPTS), max_size=len(CONCEPTS)).map(
    lambda rows: np.array(rows) / np.sum(rows, axis=1, keepdims=True)
)
STATED, PARTLY, MISSING, CONTRADICTED = np.eye(4)


def features(concepts: Sequence[Concept], rows: object) -> Probabilities:
    return score_features(concepts, np.array(rows), grade=0.5, similarity=0.5)


def score(*rows: Probabilities) -> float:
    return CALIBRATION.written.score(features(CONCEPTS, rows))[0]


@pytest.mark.parametrize(
    ("score", "verdict"),
    [
        (100.0, Verdict.STRONG),
        (85.0, Verdict.STRONG),
        (84.9, Verdict.GOOD),
        (65.0, Verdict.GOOD),
        (64.9, Verdict.PARTIAL),
        (40.0, Verdict.PARTIAL),
        (39.9, Verdict.WEAK),
        (20.0, Verdict.WEAK),
        (19.9, Verdict.WRONG),
        (0.0, Verdict.WRONG),
    ],
)
def test_verdicts_change_at_their_bounds(score: float, verdict: Verdict) -> None:
    assert verdict_of(score) is verdict


def test_bounds_fall_and_cover_every_score() -> None:
    bounds = [least for least, _ in VERDICT_BOUNDS]
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[-1] == 0.0
    assert {verdict for _, verdict in VERDICT_BOUNDS} == set(Verdict) - {Verdict.NOT_AN_ANSWER}


def feature(name: str, *rows: Probabilities, concepts: Sequence[Concept] = CONCEPTS) -> float:
    return float(features(concepts, rows)[SCORE_FEATURES.index(name)])


@pytest.mark.parametrize(
    ("status", "values"),
    [
        (STATED, [1, 0, 0]),
        (PARTLY, [0.5, 0, 0]),
        (MISSING, [0, 0, 0]),
        (CONTRADICTED, [0, 1, 1]),
    ],
)
def test_an_answer_of_one_status_throughout(status: Probabilities, values: list[float]) -> None:
    np.testing.assert_allclose(features(CONCEPTS, [status] * 4)[:3], values)


def test_concepts_count_by_their_weight() -> None:
    rows = (STATED, MISSING, PARTLY, MISSING)
    assert feature("coverage", *rows) == pytest.approx((3 + 0.5 * 2) / 9)
    tenfold = [Concept(c.label, c.claim, 10 * c.weight, c.core) for c in CONCEPTS]
    assert feature("coverage", *rows, concepts=tenfold) == pytest.approx((3 + 0.5 * 2) / 9)


def test_similarity_counts_as_far_as_nothing_is_contradicted() -> None:
    rows = (STATED, 0.75 * MISSING + 0.25 * CONTRADICTED, STATED, STATED)
    assert feature("similarity", *rows) == pytest.approx((1 - 0.25 * 3 / 9) * 0.5)
    assert feature("similarity", *[CONTRADICTED] * 4) == 0.0


def test_without_a_core_none_is_contradicted() -> None:
    plain = [Concept(c.label, c.claim, c.weight) for c in CONCEPTS]
    assert feature("core_contradicted", *[CONTRADICTED] * 4, concepts=plain) == 0.0


def test_a_core_contradiction_costs_more_than_another_of_equal_weight() -> None:
    core = score(CONTRADICTED, STATED, STATED, STATED)
    other = score(STATED, CONTRADICTED, STATED, STATED)
    assert CONCEPTS[0].weight == CONCEPTS[1].weight
    assert core < other < score(STATED, STATED, STATED, STATED) == 100.0


def test_a_contradiction_costs_more_than_silence() -> None:
    assert score(STATED, CONTRADICTED, STATED, STATED) < score(STATED, MISSING, STATED, STATED)


@given(TABLES)
def test_the_score_is_within_its_interval_and_bounds_to_a_tenth(table: Probabilities) -> None:
    made, low, high = CALIBRATION.written.score(features(CONCEPTS, table))
    assert 0.0 <= low <= made <= high <= 100.0
    assert made == round(made, 1)
    assert (features(CONCEPTS, table) >= 0).all()
    assert (features(CONCEPTS, table) <= 1 + 1e-9).all()


def test_a_cosine_under_zero_counts_as_none() -> None:
    made = score_features(CONCEPTS, np.array([STATED] * 4), 0.5, -0.2)
    assert made[-1] == 0.0


@pytest.mark.parametrize("model", [load_calibration().written, load_calibration().reference_only])
@given(TABLES, st.integers(0, len(CONCEPTS) - 1), st.floats(0, 1))
def test_more_of_any_concept_never_lowers_the_shipped_score(
    model: ScoreModel, table: Probabilities, concept: int, share: float
) -> None:
    better = table.copy()
    better[concept] = (1 - share) * table[concept] + share * STATED
    before, after = (model.score(features(CONCEPTS, one))[0] for one in (table, better))
    assert after >= before
