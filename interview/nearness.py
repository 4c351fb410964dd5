"""How near the questions of a bank lie to each other, by their texts, tags and themes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from content import Pack, Question
from index import SearchIndex, Vectors

LEAST_COSINE = 0.42
"""Centroids under this cosine have no idea in common, whatever else is shared: nine in ten pairs
of questions of different themes of the ml-engineer pack lie under it."""

NEIGHBOURS = 10
"""Nearest questions whose mean cosine says how crowded the surroundings of a question are (k of
Conneau et al. 2018, arXiv:1710.04087, section 2.3)."""

SHORTLIST = 40
"""Questions, by cosine, whose nearness is worked out: several times as many as are shown."""

TAG_SHARE = 0.3
"""What sharing a tag that no third question has adds to nearness; a tag of all adds nothing."""

THEME_SHARE = 0.1
"""What being of the same theme adds to nearness. With TAG_SHARE it was chosen on 110 pairs judged
by hand (tests/interview/judged_pairs.jsonl): related ones lie nearer than others in 91.7% of all
comparisons, against 84.5% without both and 68.1% by the centroids' cosine alone."""


class Nearness:
    """Measures a pack by the centroids of its index. Cheap until first used; safe for threads."""

    def __init__(self, pack: Pack, index: SearchIndex) -> None:
        self._questions = pack.questions
        self._index = index

    @cached_property
    def centroids(self) -> Vectors:
        """Unit vectors of the questions in the pack's order, shape (questions, dimension)."""
        return self._index.centroids([question.id for question in self._questions])

    @cached_property
    def _tagged(self) -> Counter[str]:
        return Counter(tag for question in self._questions for tag in set(question.tags))

    def cosines(self, at: int) -> Vectors:
        """Cosines of all centroids with that of question number `at`; -1 with itself."""
        cosines: Vectors = self.centroids @ self.centroids[at]
        cosines[at] = -1.0
        return cosines

    def of(self, at: int, also: Sequence[int] = ()) -> dict[int, float]:
        """Nearness of the shortlist of question number `at`, and of the numbers in `also`.

        Twice the cosine of two centroids, less the mean cosine of either with its own nearest ones:
        0 is as near as neighbours are on average (cross-domain similarity local scaling, Conneau
        et al. 2018). Without that, broad questions would be near to everything. Shared tags and
        theme are added. Nobody under LEAST_COSINE is near.
        """
        cosines = self.cosines(at)
        shortlist = np.argsort(-cosines, kind="stable")[:SHORTLIST]
        numbers = [int(n) for n in dict.fromkeys([*shortlist, *also]) if cosines[n] >= LEAST_COSINE]
        crowded = self._crowdedness([at, *numbers])
        return {
            number: float(2 * cosines[number] - crowded[0] - around) + self._shared(at, number)
            for number, around in zip(numbers, crowded[1:], strict=True)
        }

    def _crowdedness(self, numbers: Sequence[int]) -> NDArray[np.float64]:
        """Mean cosine of each of these with its NEIGHBOURS nearest others, shape (len(numbers),).

        Where a bank has fewer others, the missing ones count as lying at LEAST_COSINE.
        """
        cosines = self.centroids[list(numbers)] @ self.centroids.T
        cosines[np.arange(len(numbers)), list(numbers)] = -np.inf
        others = min(NEIGHBOURS, len(self._questions) - 1)
        nearest = (
            -np.partition(-cosines, others - 1, axis=1)[:, :others] if others else cosines[:, :0]
        )
        missing = LEAST_COSINE * (NEIGHBOURS - others)
        mean: NDArray[np.float64] = (nearest.sum(axis=1, dtype=float) + missing) / NEIGHBOURS
        return mean

    def _shared(self, one: int, other: int) -> float:
        first, second = self._questions[one], self._questions[other]
        same_theme = THEME_SHARE * (first.theme == second.theme)
        return TAG_SHARE * self._rarest_shared(first, second) + same_theme

    def _rarest_shared(self, one: Question, other: Question) -> float:
        """How rare the rarest tag is that both have, from 0 (all questions have it, or none)."""
        shared = [self._tagged[tag] for tag in set(one.tags) & set(other.tags)]
        if not shared:
            return 0.0
        return float(1 - np.log(min(shared)) / np.log(len(self._questions)))
