"""Abbreviations that texts explain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.abbreviations import found_abbreviations, merged_abbreviations

EXPLAINED = [
    ("Report the area under the ROC curve (AUC).", {"AUC": ["area under the ROC curve"]}),
    ("We use AUC (area under the curve) here.", {"AUC": ["area under the curve"]}),
    ("A random forest (RF) beats it.", {"RF": ["random forest"]}),
    ("Recurrent neural networks (RNNs) forget.", {"RNN": ["Recurrent neural network"]}),
    ("LSTM (long short-term memory, a gated net)", {"LSTM": ["long short-term memory"]}),
    ("continuous integration (CI) and delivery (CD)", {"CI": ["continuous integration"]}),
    ("mean absolute error (MAE); mean squared error (MSE)", None),
]

UNEXPLAINED = [
    "The model (see above) is right.",
    "Call f(x) and g(y).",
    "It has many layers (ABC).",
    "A short one (e.g. this) and (i) that.",
    "(AUC)",
    "Python (3.11)",
    "The AUC (0.91) is high.",
    "All of it (THE END OF IT)",
]


@pytest.mark.parametrize(("text", "expected"), EXPLAINED)
def test_an_explained_abbreviation_is_found(
    text: str, expected: dict[str, list[str]] | None
) -> None:
    found = found_abbreviations([text])
    if expected is None:
        expected = {"MAE": ["mean absolute error"], "MSE": ["mean squared error"]}
    assert {short: found[short] for short in expected} == expected


@pytest.mark.parametrize("text", UNEXPLAINED)
def test_other_brackets_explain_nothing(text: str) -> None:
    assert found_abbreviations([text]) == {}


def test_the_same_long_form_is_kept_once() -> None:
    texts = ["principal component analysis (PCA)", "Principal components analysis (PCA)"]
    assert found_abbreviations(texts) == {"PCA": ["principal component analysis"]}


def test_what_a_pack_gives_comes_first() -> None:
    given_ones = {"CV": ["cross-validation"]}
    found = {"CV": ["computer vision", "cross-validation"], "RL": ["reinforcement learning"]}
    merged = merged_abbreviations(given_ones, found)
    assert merged == {
        "CV": ["cross-validation", "computer vision"],
        "RL": ["reinforcement learning"],
    }


@given(st.lists(st.text(alphabet=st.sampled_from("aAbB ().,;-İß"), max_size=60)))
def test_any_texts_are_taken(texts: list[str]) -> None:
    for short, longs in found_abbreviations(texts).items():
        assert all(len(long) >= len(short) for long in longs)
