from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import Question, suggested_id
from tests.content.samples import question_fields


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is a random forest?", "random-forest"),
        ("How do you detect the model's drift?", "detect-models-drift"),
        ("Qu'est-ce que la régression ?", "quest-ce-que-la-regression"),
        ("What is it?", "what-is-it"),
        ("机器学习是什么？", "question"),
        ("", "question"),
    ],
)
def test_telling_words_make_the_id(text: str, expected: str) -> None:
    assert suggested_id(text, ()) == expected


def test_a_taken_id_gets_the_next_number() -> None:
    assert suggested_id("Random forest?", {"random-forest"}) == "random-forest-2"
    assert suggested_id("Random forest?", {"random-forest", "random-forest-2"}) == "random-forest-3"


@given(st.text(max_size=300))
def test_it_is_always_a_valid_id_that_is_free(text: str) -> None:
    first = suggested_id(text, ())
    second = suggested_id(text, {first})
    assert second != first
    for found in (first, second):
        assert Question.model_validate(question_fields(id=found)).id == found
        assert re.fullmatch(r"[a-z0-9-]+", found)
