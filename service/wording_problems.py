"""Wording that is hard to read: found by counting, without encoder or judge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from content import Question
from service.reading_ease import reading_grade, words_in

REFERENCE_GRADE = 15.0
CLAIMS_GRADE = 18.0
"""Highest Coleman-Liau grades of a reference, and of all claims of a question read together: the
99th percentiles of the 380 questions shipped in November 2026, 14.1 and 17.3, rounded up. Claims
are not graded one by one: on a single sentence the index is mostly chance."""

CLAIM_WORDS = 30
"""Most words of a claim. Of the 2,279 claims shipped in November 2026 half have at most 16, 99 in
100 at most 26; only one has more than 30, and it tells two steps."""


class WordingProblem(NamedTuple):
    """A field that is hard to read: the check that says so (a value of Check), and what to do."""

    check: Literal["hard-to-read", "long-claim"]
    field: str
    message: str


def wording_problems(question: Question) -> Iterator[WordingProblem]:
    """What makes a question hard to read. Fast enough to run as somebody types."""
    claims = [concept.claim for concept in question.key_concepts]
    yield from _hard("reference", question.reference, REFERENCE_GRADE)
    yield from _hard("key_concepts", " ".join(map(_ended, claims)), CLAIMS_GRADE)
    for concept in question.key_concepts:
        count = len(words_in(concept.claim))
        if count > CLAIM_WORDS:
            message = f"the claim of {concept.label!r} has {count} words; split it or drop the rest"
            yield WordingProblem("long-claim", "key_concepts", message)


def _hard(field: str, text: str, highest: float) -> Iterator[WordingProblem]:
    grade = reading_grade(text)
    if grade > highest:
        message = f"reads at grade {grade:.1f}, not {highest:.0f}; use shorter words and sentences"
        yield WordingProblem("hard-to-read", field, message)


def _ended(claim: str) -> str:
    """A claim that is one sentence for certain, also when its full stop was left out."""
    return claim if claim.endswith((".", "!", "?")) else f"{claim}."
