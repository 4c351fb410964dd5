"""How alike questions are, as the bank's check for twins measures it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from content import Question
from index import Vectors


def likeness(questions: Sequence[Question], encode: Callable[[Sequence[str]], Vectors]) -> Vectors:
    """Matrix with res[i][j] = mean cosine of questions i and j and of their references, in [-1, 1].

    Held against TWIN_COSINE it says which questions are one.
    """
    asked = encode([question.question for question in questions])
    answered = encode([question.reference for question in questions])
    mean: Vectors = asked @ asked.T
    mean += answered @ answered.T
    mean /= 2
    return mean
