from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator import VERDICT_BOUNDS, Concept, Probabilities, Verdict, raw_features, verdict_of
from evaluator.score import score_of
from tests.evaluator.made import CALIBRATION, CONCEPTS

ROWS = st.lists(st.floats(0.01, 1), min_size=4, max_size=4)
TABLES = st.lists(ROWS, min_size=len(CONCEPTS), max_size=len(CONCEPTS)).map(
    lambda rows: np.array(rows) / np.sum(rows, axis=1, keepdims=True)
)
STATED, PARTLY, MISSING, CONTRADICTED = np.eye(4)


def score(*rows: Probabilities) -> float:
    return score_of(CONCEPTS, np.array(rows), CALIBRATION)


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


def test_all_stated_is_full_coverage_and_all_missing_none() -> None:
    np.testing.assert_allclose(raw_features(CONCEPTS, np.array([STATED] * 4)), [1, 0, 0])
    np.testing.assert_allclose(raw_features(CONCEPTS, np.array([PARTLY] * 4)), [0.5, 0, 0])
    np.testing.assert_allclose(raw_features(CONCEPTS, np.array([MISSING] * 4)), [0, 0, 0])
    np.testing.assert_allclose(raw_features(CONCEPTS, np.array([CONTRADICTED] * 4)), [0, 1, 1])


def test_concepts_count_by_their_weight() -> None:
    coverage = raw_features(CONCEPTS, np.array([STATED, MISSING, PARTLY, MISSING]))[0]
    assert coverage == pytest.approx((3 + 0.5 * 2) / 9)
    tenfold = [Concept(c.label, c.claim, 10 * c.weight, c.core) for c in CONCEPTS]
    assert raw_features(tenfold, np.array([STATED, MISSING, PARTLY, MISSING]))[0] == coverage


def test_without_a_core_concept_none_is_contradicted() -> None:
    concepts = [Concept("Bias", "Bias is error."), Concept("Noise", "Noise is left.")]
    assert raw_features(concepts, np.array([CONTRADICTED, STATED]))[2] == 0.0


def test_a_core_contradiction_costs_more_than_another_of_equal_weight() -> None:
    core = score(CONTRADICTED, STATED, STATED, STATED)
    other = score(STATED, CONTRADICTED, STATED, STATED)
    assert CONCEPTS[0].weight == CONCEPTS[1].weight
    assert core < other < score(STATED, STATED, STATED, STATED) == 100.0


def test_a_contradiction_costs_more_than_silence() -> None:
    assert score(STATED, CONTRADICTED, STATED, STATED) < score(STATED, MISSING, STATED, STATED)


@given(TABLES)
def test_the_score_is_within_bounds_to_a_tenth(table: Probabilities) -> None:
    score = score_of(CONCEPTS, table, CALIBRATION)
    assert 0.0 <= score <= 100.0
    assert score == round(score, 1)
    assert (raw_features(CONCEPTS, table) >= 0).all()
    assert (raw_features(CONCEPTS, table) <= 1 + 1e-9).all()


@given(TABLES, st.integers(0, len(CONCEPTS) - 1), st.floats(0, 1))
def test_more_of_any_concept_never_lowers_the_score(
    table: Probabilities, concept: int, share: float
) -> None:
    better = table.copy()
    better[concept] = (1 - share) * table[concept] + share * STATED
    before, after = (score_of(CONCEPTS, one, CALIBRATION) for one in (table, better))
    assert after >= before
