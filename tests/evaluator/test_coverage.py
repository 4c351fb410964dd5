from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator import CONCEPT_FEATURES, Probabilities, concept_features

ROWS = st.lists(st.floats(0, 1), min_size=4, max_size=4).map(np.array)
TABLES = st.lists(ROWS, min_size=1, max_size=4).map(np.array)


def test_a_concept_is_known_by_its_own_statuses_and_its_strongest_misconceptions() -> None:
    claim = np.array([0.7, 0.1, 0.2, 0.0])
    wrong = np.array([[0.2, 0, 0, 0.6], [0.9, 0, 0, 0.1]])
    features = dict(zip(CONCEPT_FEATURES, concept_features(claim, wrong), strict=True))
    assert features == pytest.approx(
        {
            "log_stated": np.log(0.7),
            "log_partly": np.log(0.1),
            "log_missing": np.log(0.2),
            "log_contradicted": np.log(1e-4),
            "misconception_stated": 0.9,
            "misconception_contradicted": 0.6,
        }
    )


@given(ROWS)
def test_without_misconceptions_none_is_stated_or_contradicted(claim: Probabilities) -> None:
    assert concept_features(claim, np.zeros((0, 4)))[4:] == [0.0, 0.0]


@given(ROWS, TABLES)
def test_features_are_finite_whatever_the_judge_says(
    claim: Probabilities, wrong: Probabilities
) -> None:
    features = concept_features(claim, wrong)
    assert len(features) == len(CONCEPT_FEATURES)
    assert np.isfinite(features).all()
