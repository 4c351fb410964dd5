from __future__ import annotations

import pytest

from content import Question
from interview import TWIN_COSINE, are_twins, likeness
from tests.conftest import FakeEncoder
from tests.content.samples import question_fields


def asking(question: str, reference: str = "word " * 40) -> Question:
    return Question(**question_fields(question=question, reference=reference))


def test_likeness_is_the_mean_of_questions_and_references() -> None:
    questions = [asking(text) for text in ("What is a tree?", "What is a forest?", "Why?")]
    alike = likeness(questions, FakeEncoder().encode)
    asked = FakeEncoder().encode([question.question for question in questions])
    assert alike == pytest.approx((asked @ asked.T + 1) / 2, abs=1e-5)  # references are the same


@pytest.mark.parametrize(
    "other",
    [
        "What is a tree?",
        "What is a large old oak tree there?",  # a cosine of 0.7: the references decide
        "Why do zebras matter?",
    ],
)
@pytest.mark.parametrize("reference", ["word " * 40, "another " * 40])
def test_twins_are_those_that_likeness_says(other: str, reference: str) -> None:
    first, second = asking("What is a tree?"), asking(other, reference)
    alike = likeness([first, second], FakeEncoder().encode)[0, 1]
    assert are_twins(first, second, FakeEncoder().encode) == (alike >= TWIN_COSINE)


def test_references_are_encoded_only_where_they_can_decide() -> None:
    encoder = FakeEncoder()
    assert not are_twins(asking("What is a tree?"), asking("Why do zebras matter?"), encoder.encode)
    assert encoder.encoded == 2
