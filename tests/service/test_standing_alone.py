from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.standing_alone import Statement, statements


def texts(text: str, *, finely: bool = False) -> list[str]:
    return [statement.text for statement in statements(text, finely=finely)]


def test_sentences_lose_what_only_joins_them() -> None:
    text = "First, measure the load of replicas. And then tracing shows the slowest call."
    assert texts(text) == ["Measure the load of replicas.", "Tracing shows the slowest call."]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (
            "A model card is a short text. It lists the known limits.",
            "A model card lists the known limits.",
        ),
        (
            "Gradient descent is slow here. It needs many more steps.",
            "Gradient descent needs many more steps.",
        ),
        (
            "Small batches are noisy here. They help a model generalise.",
            "Small batches help a model generalise.",
        ),
    ],
)
def test_a_pronoun_becomes_the_subject_before_where_that_is_safe(text: str, second: str) -> None:
    assert statements(text)[1] == Statement(second, 1, needs_subject=False)


@pytest.mark.parametrize(
    "text",
    [
        "A model card is a short text. They list the known limits.",  # of another number
        "Small batches are noisy here. It helps a model generalise.",
        "The gap between both errors is large. It shows that it overfits.",  # gap or errors
        "If a drift occurs, errors rise soon. It has to be measured.",
        "A model card is a short text. It is important to read this.",  # means nothing
        "A model card is a short text. This helps people to choose.",  # means the whole sentence
        "A model card is a short text. Otherwise it lists too much.",
        "A model card is a short text. Its limits are listed there.",
        "It has to be measured every day.",  # no sentence before it
    ],
)
def test_a_pronoun_that_is_not_safe_to_replace_is_flagged(text: str) -> None:
    last = statements(text)[-1]
    assert last.needs_subject
    assert last.text in text


def test_a_reason_stays_with_its_statement_unless_the_cut_is_fine() -> None:
    text = "More executors do not help here, because a shuffle puts equal keys into one task."
    assert texts(text) == [text]
    assert texts(text, finely=True) == [
        "More executors do not help here.",
        "A shuffle puts equal keys into one task.",
    ]


def test_two_long_statements_of_a_sentence_are_two() -> None:
    one = "batch normalisation computes the mean over all of the examples in the batch"
    other = "layer normalisation computes the mean over all of the features of one example"
    assert texts(f"{one}, whereas {other}.") == [f"{one.capitalize()}.", f"{other.capitalize()}."]
    assert texts("Sums are fast, whereas loops are slow.") == [
        "Sums are fast, whereas loops are slow."
    ]


def test_what_is_too_short_says_nothing() -> None:
    assert texts("Not by itself. A reviewer needs enough time to overrule.") == [
        "A reviewer needs enough time to overrule."
    ]
    assert texts(" \n ") == []


@settings(max_examples=60)
@given(st.text(max_size=300), st.booleans())
def test_any_text_is_taken(text: str, finely: bool) -> None:
    for statement in statements(text, finely=finely):
        assert statement.text.strip()
        assert "\n" not in statement.text
