"""How alike questions are, and from when on two of them are one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from content import Question
from index import Vectors

TWIN_COSINE = 0.8
"""Mean cosine of questions and of references from which two questions are one."""


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


def are_twins(one: Question, other: Question, encode: Callable[[Sequence[str]], Vectors]) -> bool:
    """Whether two questions are one, by `likeness`.

    References are long, and encoded only where they can decide: their cosine is 1 at most.
    """
    first, second = encode([one.question, other.question])
    if float(first @ second) < 2 * TWIN_COSINE - 1:
        return False
    return bool(likeness([one, other], encode)[0, 1] >= TWIN_COSINE)
