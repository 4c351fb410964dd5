from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.word_lists import OPPOSITES
from evaluator.wording import (
    content_stems,
    function_words,
    negations,
    new_words,
    opposites,
    predicates,
    recall,
    words,
)

TEXTS = st.text(max_size=60)
WORDED = st.lists(
    st.sampled_from([*sorted(OPPOSITES)[::6], "the", "model", "not", "gradient", "and"]), max_size=8
).map(" ".join)


@given(TEXTS | WORDED, TEXTS | WORDED)
def test_recall_is_a_share(wanted: str, text: str) -> None:
    assert 0.0 <= recall(wanted, text) <= 1.0


@given(TEXTS | WORDED, TEXTS)
def test_recall_of_a_text_in_a_longer_one_is_full(wanted: str, more: str) -> None:
    assert recall(wanted, f"{wanted}\n{more}") == (1.0 if content_stems(wanted) else 0.0)


def test_recall_counts_the_content_words_found() -> None:
    assert recall("large gradients explode", "the gradient can explode") == pytest.approx(2 / 3)
    assert recall("large gradients explode", "it is what it is") == 0.0
    assert recall("it is what it is", "large gradients explode") == 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gradients", "gradient"),
        ("penalised", "penalises"),
        ("regularization", "regularized"),
        ("training", "trained"),
        ("queries", "query"),
    ],
)
def test_forms_of_one_word_count_as_equal(one: str, other: str) -> None:
    assert recall(one, other) == 1.0


def test_a_word_with_hyphen_or_apostrophe_is_one_word() -> None:
    assert words("Cross-validation doesn’t leak.") == ("cross-validation", "doesn't", "leak")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It helps the model.", 0),
        ("It does not help the model.", 1),
        ("It doesn't help", 1),
        ("It doesn’t help", 1),
        ("It never works and cannot work", 2),
        ("A notable knot", 0),
        ("NOT so", 1),
    ],
)
def test_words_that_deny_are_counted(text: str, count: int) -> None:
    assert negations(text) == count


def test_negators_are_no_content() -> None:
    claim = "Dropout shrinks the weights."
    assert recall(claim, "Dropout does not shrink the weights.") == 1.0


def test_every_opposite_is_mutual_and_none_is_its_own() -> None:
    for word, others in OPPOSITES.items():
        assert word not in others
        assert all(word in OPPOSITES[other] for other in others)


@given(WORDED, WORDED)
def test_opposites_are_seen_from_both_sides(first: str, second: str) -> None:
    assert (opposites(first, second) > 0) == (opposites(second, first) > 0)


@given(WORDED | TEXTS)
def test_a_text_is_never_opposed_to_itself(text: str) -> None:
    assert opposites(text, text) == 0


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("high bias underfits", "low bias underfits", 1),
        ("high bias, more data", "low bias, less data", 2),
        ("high bias and low variance", "low bias and high variance", 0),
        ("Increases with depth", "DECREASES with depth", 1),
        ("high bias", "bias of any sort", 0),
        ("", "low", 0),
    ],
)
def test_opposites_are_counted(first: str, second: str, count: int) -> None:
    assert opposites(first, second) == opposites(second, first) == count


def test_new_words_are_those_whose_stem_is_not_known() -> None:
    assert new_words("The models overfit all noise.", "What is a model?") == {
        "overfit",
        "all",
        "noise",
    }
    assert not new_words("Models! A model? It's not.", "the model's model it's")


def test_function_words_join_point_count_or_deny() -> None:
    assert function_words("the size of all models is not known") == 5
    assert function_words("gradient descent momentum") == 0


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("bias variance noise", 0),
        ("bias is error", 1),
        ("more data -> less variance", 1),
        ("loss = error + penalty", 1),
        ("bias: too simple", 1),
        ("dropout reduces overfitting and improves accuracy", 2),
        ("optimizer.step() loss.backward()", 2),
        (r"\frac{a}{b}", 1),
    ],
)
def test_words_and_signs_that_assert_are_counted(text: str, least: int) -> None:
    assert predicates(text) == least
