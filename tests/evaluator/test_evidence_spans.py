from __future__ import annotations

import numpy as np

from evaluator import passages
from evaluator.evidence_spans import best_passage

FIRST, SECOND = "Bias is error.", "Variance is mostly noise, and it grows with size."
ANSWER = f"{FIRST} {SECOND} Data helps."
STARTS = np.array([i for i in range(len(ANSWER)) if i == 0 or ANSWER[i - 1] == " "])


def shown(words: str) -> str:
    """The passage quoted when the words, and they alone, are evidence."""
    start = ANSWER.index(words)
    inside = (start <= STARTS) & (start + len(words) > STARTS)
    return best_passage(passages(ANSWER), STARTS, np.where(inside, 0.9, 0.05)).text


def test_the_passage_that_holds_the_evidence_and_little_else_is_quoted() -> None:
    assert shown(FIRST) == FIRST
    assert shown("it grows with size.") == "and it grows with size."
    assert shown(SECOND) == SECOND
    assert shown(f"{FIRST} {SECOND}") == f"{FIRST} {SECOND}"


def test_without_any_evidence_something_is_quoted_all_the_same() -> None:
    nothing = np.zeros(len(STARTS))
    assert best_passage(passages(ANSWER), STARTS, nothing).text in ANSWER
