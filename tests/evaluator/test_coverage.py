from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator import CONCEPT_FEATURES, Probabilities, Signals, concept_features
from evaluator.coverage import similarity_beyond

ROWS = st.lists(st.floats(0, 1), min_size=4, max_size=4).map(np.array)
TABLES = st.lists(ROWS, min_size=1, max_size=4).map(np.array)


COSINES = st.lists(st.floats(-1, 1), min_size=8, max_size=8).map(np.array)


def signals(statuses: Probabilities, linked: tuple[int, ...] = ()) -> Signals:
    count = len(statuses)
    return Signals(
        statuses, np.linspace(0.9, 0.1, count), np.linspace(0.5, 0.3, count), linked, 0.5
    )


def named(signals: Signals, claim: int) -> dict[str, float]:
    return dict(zip(CONCEPT_FEATURES, concept_features(signals)[claim], strict=True))


def test_a_concept_is_known_by_its_own_statuses_and_its_strongest_misconceptions() -> None:
    statuses = np.array([[0.7, 0.1, 0.2, 0.0], [0.2, 0, 0.2, 0.6], [0.9, 0, 0, 0.1]])
    assert named(signals(statuses, (0, 0)), 0) == pytest.approx(
        {
            "log_stated": np.log(0.7),
            "log_partly": np.log(0.1),
            "log_missing": np.log(0.2),
            "log_contradicted": np.log(1e-4),
            "misconception_stated": 0.9,
            "misconception_contradicted": 0.6,
            "nearest": 0.9,
            "overall": 0.5,
            "misconception_nearer": -0.4,
            "misconception_overall": -0.1,
            "mean_stated": 0.7,
            "mean_contradicted": 0.0,
        }
    )


def test_a_misconception_counts_for_its_own_claim_only() -> None:
    statuses = np.array([[0.7, 0.1, 0.2, 0.0], [0.1, 0, 0.9, 0.0], [0.9, 0, 0, 0.1]])
    first, second = (named(signals(statuses, (1,)), claim) for claim in (0, 1))
    assert (first["misconception_stated"], second["misconception_stated"]) == (0.0, 0.9)
    assert first["mean_stated"] == second["mean_stated"] == pytest.approx(0.4)


@given(ROWS)
def test_without_misconceptions_none_is_stated_or_contradicted(claim: Probabilities) -> None:
    features = named(signals(np.array([claim])), 0)
    assert features["misconception_stated"] == features["misconception_contradicted"] == 0.0
    assert features["misconception_nearer"] == features["misconception_overall"] < 0


@given(TABLES, TABLES, COSINES)
def test_features_are_finite_whatever_the_models_say(
    claims: Probabilities, wrong: Probabilities, cosines: Probabilities
) -> None:
    count = len(claims) + len(wrong)
    linked = tuple(i % len(claims) for i in range(len(wrong)))
    said = Signals(np.vstack([claims, wrong]), cosines[:count], -cosines[:count], linked, 0.5)
    features = concept_features(said)
    assert features.shape == (len(claims), len(CONCEPT_FEATURES))
    assert np.isfinite(features).all()


def test_what_an_answer_shares_with_the_question_is_no_similarity() -> None:
    question, own, other = np.eye(3, dtype=np.float32)
    claim = (question + own) / np.sqrt(2)
    said = np.stack([(question + other) / np.sqrt(2), (question - own) / np.sqrt(2)])
    assert similarity_beyond(question, claim[np.newaxis], said) == pytest.approx(0.0, abs=1e-6)
    assert similarity_beyond(question, claim[np.newaxis], own[np.newaxis]) == pytest.approx(1.0)


def test_an_answer_that_is_the_question_is_like_no_claim() -> None:
    question, own, _ = np.eye(3, dtype=np.float32)
    claims = np.stack([own, question])
    assert similarity_beyond(question, claims, question[np.newaxis]) == pytest.approx(0.0)
