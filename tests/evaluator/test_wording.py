from __future__ import annotations

import pytest

from evaluator.wording import (
    content_stems,
    function_words,
    new_words,
    predicates,
    words,
)


def test_a_word_with_hyphen_or_apostrophe_is_one_word() -> None:
    assert words("Cross-validation doesn’t leak.") == ("cross-validation", "doesn't", "leak")


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
    assert content_stems(one) == content_stems(other) != frozenset()


def test_negators_are_no_content() -> None:
    denied = content_stems("Dropout does not shrink the weights.")
    assert denied == content_stems("Dropout shrinks the weights.")
