"""Which passage of an answer shows a claim, from the probability that each token does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evaluator.segments import Segment

SAME_OVERLAP = 0.98
"""Share of the best overlap from which a passage shows as much; the shortest is quoted."""


def best_passage(
    passages: Sequence[Segment], starts: NDArray[np.int64], shown: NDArray[np.float64]
) -> Segment:
    """The passage with the largest expected overlap with the evidence.

    `starts`, shape (tokens,), are where an answer's tokens begin, in characters, rising; `shown`,
    of the same shape, the probability that each is evidence. The overlap is the Dice coefficient,
    twice the tokens in both over the sum of both (Dice 1945), with expectations for counts.
    """
    total = np.concatenate([[0.0], np.cumsum(shown)])
    first = np.searchsorted(starts, [passage.start for passage in passages])
    end = np.searchsorted(starts, [passage.end for passage in passages])
    overlap = 2 * (total[end] - total[first]) / (end - first + total[-1] + 1e-9)
    least = overlap.max() * SAME_OVERLAP
    near = (p for p, value in zip(passages, overlap, strict=True) if value >= least)
    return min(near, key=lambda passage: (passage.end - passage.start, passage.start))
