from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from evaluator import LogisticModel

NUMBERS = st.floats(-1e6, 1e6)


@given(
    st.lists(NUMBERS, min_size=4, max_size=4),
    st.lists(st.lists(NUMBERS, min_size=2, max_size=2), min_size=4, max_size=4),
    st.lists(st.lists(st.floats(-10, 10), min_size=2, max_size=2), min_size=1, max_size=5),
)
def test_every_row_of_probabilities_sums_to_one(
    intercepts: list[float], coefficients: list[list[float]], features: list[list[float]]
) -> None:
    model = LogisticModel(tuple(intercepts), tuple(map(tuple, coefficients)))
    probabilities = model.probabilities(np.array(features))
    assert probabilities.shape == (len(features), 4)
    assert np.isfinite(probabilities).all()
    assert (probabilities >= 0).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1)


def test_it_is_the_softmax_of_the_linear_scores() -> None:
    model = LogisticModel((0.0, np.log(2), np.log(3), 0.0), ((0.0,), (0.0,), (0.0,), (np.log(2),)))
    probabilities = model.probabilities(np.array([[0.0], [1.0]]))
    np.testing.assert_allclose(probabilities[0], np.array([1, 2, 3, 1]) / 7)
    np.testing.assert_allclose(probabilities[1], np.array([1, 2, 3, 2]) / 8)
