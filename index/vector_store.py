"""The contract of a vector store: unit vectors by row id, searched by inner product."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.row_table import Numbers

Rows: TypeAlias = Sequence[int] | Numbers
"""Row ids, as an array or not. Arrays of int64 cost least."""


class Found(NamedTuple):
    """For each query the rows found, best first, both of shape (queries, rows found).

    `scores` are inner products of unit vectors, in [-1, 1]. As many are found for every query: k of
    them, or all that the search may find where those are fewer.
    """

    scores: NDArray[np.float32]
    rows: Numbers


class Searchable(Protocol):
    """What finds rows: a store, as those see it who do not change it."""

    def search(self, query: Vectors, k: int, allowed: Rows | None = None) -> Found:
        """For each query row, the k nearest rows, best first; equal scores in order of row id.

        `allowed` limits the search before ranking, so that k rows come back when k are allowed.
        Fewer come back when the store holds fewer.
        """


class VectorStore(Searchable, Protocol):
    """Holds unit vectors under integer row ids that the caller gives.

    A store is exact or approximate. An approximate one may miss some of the nearest rows, and takes
    lower ones in their place; of rows whose scores tie for the last place it may return others than
    the lowest ids. All else holds for it too: what it returns has exact scores in the right order,
    is never a row that is deleted or not allowed, and is k rows when k are there.
    """

    def add(self, rows: Rows, vectors: Vectors) -> None:
        """Add vectors, shape (len(rows), dimension). Raises ValueError for a row that is there."""

    def delete(self, rows: Iterable[int]) -> int:
        """Remove rows and return how many were there; others are ignored."""

    def vectors(self, rows: Rows) -> Vectors:
        """The vectors of rows, shape (len(rows), dimension). KeyError if one is not there."""

    def count(self) -> int:
        """How many vectors the store holds."""


def check_search(query: Vectors, k: int, dimension: int) -> None:
    """Raise ValueError for a query or a k that no store takes."""
    if query.ndim != 2 or query.shape[1] != dimension:
        raise ValueError(f"query has shape {query.shape}; give (n, {dimension})")
    if k < 1:
        raise ValueError(f"k is {k}; give 1 or more")
