from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator import CONCEPT_FEATURES, ClaimPassage, Probabilities, Segment, concept_features
from evaluator.coverage import claim_pairs
from tests.evaluator.made import CLAIMS, QUESTION, RUBRIC, SWAPPED

ROWS = st.lists(st.floats(0, 1), min_size=4, max_size=4)
TABLES = st.lists(ROWS, min_size=1, max_size=4).map(np.array)


def test_every_claim_then_every_misconception_meets_every_passage() -> None:
    passages = [Segment("one", 0, 3), Segment("two", 4, 7)]
    pairs = list(claim_pairs(RUBRIC, "one two", passages))
    assert pairs == [
        ClaimPassage(QUESTION, claim, passage, "one two")
        for claim in (*CLAIMS, SWAPPED)
        for passage in ("one", "two")
    ]


def test_a_concept_is_known_by_its_strongest_passages() -> None:
    claim = np.array([[0.7, 0.1, 0.1, 0.1], [0.1, 0.2, 0.3, 0.4]])
    wrong = np.array([[[0.2, 0, 0, 0], [0.9, 0, 0, 0]]])
    features = dict(zip(CONCEPT_FEATURES, concept_features(claim, wrong), strict=True))
    assert features == pytest.approx(
        {
            "stated": 0.7,
            "partly": 0.2,
            "contradicted": 0.4,
            "misconception_stated": 0.9,
            "misconception_lead": 0.2,
        }
    )


@given(TABLES)
def test_without_misconceptions_none_is_stated(claim: Probabilities) -> None:
    none = np.zeros((0, len(claim), 4))
    assert concept_features(claim, none)[3:] == [0.0, 0.0]


@given(TABLES)
def test_a_misconception_as_likely_as_the_claim_does_not_lead(claim: Probabilities) -> None:
    assert concept_features(claim, claim[np.newaxis])[4] == 0.0
