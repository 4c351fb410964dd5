"""The contract of a judge, who decides what an answer does with claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from evaluator.evaluation import Status
from evaluator.segments import Segment

STATUSES: tuple[Status, ...] = (
    Status.STATED,
    Status.PARTLY,
    Status.MISSING,
    Status.CONTRADICTED,
)
"""The order of the columns of `Probabilities`."""

Probabilities: TypeAlias = NDArray[np.float64]
"""Matrix of shape (claims, 4): the probability of each of STATUSES; every row sums to 1."""


class Reading(NamedTuple):
    """What a judge is asked: an answer, the question as context, and texts to hold against it."""

    question: str
    answer: str
    claims: tuple[str, ...]


class Judgement(NamedTuple):
    """What a judge says of the n claims of one reading.

    `statuses` has shape (n, 4). `grades`, shape (n,) and in [0, 1], say how good the answer were if
    the claim were its whole reference. `passages` are the n passages that show most of each claim.
    """

    statuses: Probabilities
    grades: NDArray[np.float64]
    passages: tuple[Segment, ...]


class Judge(Protocol):
    """Decides whether answers state claims, are silent about them or contradict them."""

    @property
    def name(self) -> str:
        """The judge's name, for people."""

    def judge(self, readings: Sequence[Reading]) -> list[Judgement]:
        """One judgement a reading, in order; the same whatever else is asked with it.

        Every answer has at least one letter or digit.
        """
