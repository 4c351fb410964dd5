"""The contract of a judge, who decides what a passage does with a claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from evaluator.evaluation import Status

STATUSES: tuple[Status, ...] = (
    Status.STATED,
    Status.PARTLY,
    Status.MISSING,
    Status.CONTRADICTED,
)
"""The order of the columns of `Probabilities`."""

Probabilities: TypeAlias = NDArray[np.float64]
"""Matrix of shape (pairs, 4): the probability of each of STATUSES; every row sums to 1."""


class ClaimPassage(NamedTuple):
    """A claim, the passage to look for it in, and as context the question and the whole answer."""

    question: str
    claim: str
    passage: str
    answer: str


class Judge(Protocol):
    """Decides whether passages state claims, are silent about them or contradict them."""

    @property
    def name(self) -> str:
        """The judge's name, for people."""

    def judge(self, pairs: Sequence[ClaimPassage]) -> Probabilities:
        """Probabilities of shape (len(pairs), 4), in the order given, whatever the batch."""
