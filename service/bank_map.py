"""A map of a bank: where each question lies by what it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np

from content import Pack
from index import Vectors
from interview import likeness
from service.projection import projection


@dataclass(frozen=True)
class MapPoint:
    """One question on the map. Questions that lie close together ask alike things.

    `x` and `y` are in [0, 1] and mean nothing by themselves. `similarity` to the nearest other
    question is in [-1, 1], as the check for twins measures it; 0 where there is no other.
    """

    id: str
    x: float
    y: float
    nearest: str | None
    similarity: float
    theme: str
    difficulty: int


def bank_map(pack: Pack, vectors: Vectors, alike: Vectors) -> tuple[MapPoint, ...]:
    """A point for each question of a pack, in its order; the same input gives the same map.

    `vectors`: unit, shape (questions, dimension), in that order; they place the points.
    `alike`: shape (questions, questions), see `likeness`; it says which one is nearest.
    Raises ValueError for other shapes.

    The vectors of choice are `SearchIndex.centroids`. They hold the themes of the ml-engineer pack
    together best: silhouette by theme (scikit-learn, cosine) 0.092, against 0.014 for question and
    reference encoded as one text. Part of that lead is the theme's own description, one text of
    about ten in a centroid: without it a centroid has 0.034. A theme is thus drawn together a
    little, and a question that lies among those of another theme really belongs there.
    """
    count = len(pack.questions)
    if len(vectors) != count or alike.shape != (count, count):
        shapes = f"vectors {vectors.shape} and likeness {alike.shape}"
        raise ValueError(
            f"{shapes} for {count} questions; give ({count}, n) and ({count}, {count})"
        )
    others = alike.copy()
    np.fill_diagonal(others, -np.inf)
    nearest = others.argmax(axis=1)
    ids = [question.id for question in pack.questions]
    return tuple(
        MapPoint(
            id=question.id,
            x=float(x),
            y=float(y),
            nearest=ids[near] if count > 1 else None,
            similarity=float(others[at, near]) if count > 1 else 0.0,
            theme=question.theme,
            difficulty=question.difficulty,
        )
        for at, (question, (x, y), near) in enumerate(
            zip(pack.questions, projection(vectors), nearest, strict=True)
        )
    )


class KeptMap:
    """Makes the map of a bank once and keeps it until asked for another bank. Safe for threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: tuple[Pack, tuple[MapPoint, ...]] | None = None

    def of(
        self,
        pack: Pack,
        centroids: Callable[[Sequence[str]], Vectors],
        encode: Callable[[Sequence[str]], Vectors],
    ) -> tuple[MapPoint, ...]:
        """The map of this bank, seconds of work the first time; others wait for it meanwhile."""
        with self._lock:
            if self._kept is None or self._kept[0] is not pack:
                vectors = centroids([question.id for question in pack.questions])
                self._kept = pack, bank_map(pack, vectors, likeness(pack.questions, encode))
            return self._kept[1]
