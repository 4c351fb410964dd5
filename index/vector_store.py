"""The contract of a vector store: unit vectors by row id, searched by inner product."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from index.encoder import Vectors


class Neighbour(NamedTuple):
    """A row found; `score` is the inner product of unit vectors, in [-1, 1]."""

    row: int
    score: float


class VectorStore(Protocol):
    """Holds unit vectors under integer row ids that the caller gives."""

    def add(self, rows: Sequence[int], vectors: Vectors) -> None:
        """Add vectors, shape (len(rows), dimension). Raises ValueError for a row that is there."""

    def delete(self, rows: Iterable[int]) -> int:
        """Remove rows and return how many were there; others are ignored."""

    def vectors(self, rows: Sequence[int]) -> Vectors:
        """The vectors of rows, shape (len(rows), dimension). KeyError if one is not there."""

    def search(
        self, query: Vectors, k: int, allowed: Sequence[int] | None = None
    ) -> list[list[Neighbour]]:
        """For each query row, the k nearest rows, best first; equal scores in order of row id.

        `allowed` limits the search before ranking, so that k rows come back when k are allowed.
        Fewer come back when the store holds fewer.
        """

    def count(self) -> int:
        """How many vectors the store holds."""
