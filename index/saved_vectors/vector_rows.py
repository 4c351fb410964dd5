"""Rows of several matrices as if they were one, gathered only when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.inner_products import inner_products

BLOCK_ROWS = 16_384
"""Rows gathered at once: 25 MB of 384 dimensions, so that memory does not grow with the index."""


class VectorRows:
    """Chosen rows of matrices that may lie on disk, mapped into memory. It never changes."""

    def __init__(
        self, parts: Sequence[Vectors | VectorRows], rows: NDArray[np.int64], dimension: int
    ) -> None:
        """`rows` number the rows of all parts in turn, in the order in which they are wanted."""
        self._parts = tuple(parts)
        self._starts = np.array([0, *accumulate(map(len, parts))], dtype=np.int64)
        self._rows = rows
        self.dimension = dimension

    @classmethod
    def of(cls, vectors: Vectors | VectorRows) -> VectorRows:
        """All rows of a matrix, shape (rows, dimension)."""
        if isinstance(vectors, VectorRows):
            return vectors
        return cls([vectors], np.arange(len(vectors), dtype=np.int64), vectors.shape[1])

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, numbers: NDArray[np.int64] | slice) -> Vectors:
        """The vectors at these places, shape (places, dimension), in memory."""
        rows = self._rows[numbers]
        if len(self._parts) == 1:
            return self._parts[0][rows]
        out = np.empty((len(rows), self.dimension), dtype=np.float32)
        for part, places, within in self._by_part(rows):
            out[places] = part[within]
        return out

    def products(self, query: Vectors, numbers: NDArray[np.int64]) -> Vectors:
        """Inner products of one query, shape (dimension,), with the vectors at these places.

        Nothing is copied, and equal vectors get equal products.
        """
        out = np.empty(len(numbers), dtype=np.float32)
        for part, places, within in self._by_part(self._rows[numbers]):
            if isinstance(part, VectorRows):
                out[places] = part.products(query, within)
            else:
                out[places] = inner_products(query, part, within)
        return out

    def chosen(self, numbers: NDArray[np.int64]) -> VectorRows:
        """Those at these places alone, in their order; nothing is gathered."""
        return VectorRows(self._parts, self._rows[numbers], self.dimension)

    def blocks(self, size: int = BLOCK_ROWS) -> Iterator[Vectors]:
        """All vectors in order, at most `size` rows at once."""
        return (self[start : start + size] for start in range(0, len(self), size))

    def matrix(self) -> Vectors:
        """All vectors in one matrix, shape (len(self), dimension)."""
        out = np.empty((len(self), self.dimension), dtype=np.float32)
        for number, block in enumerate(self.blocks()):
            out[number * BLOCK_ROWS : number * BLOCK_ROWS + len(block)] = block
        return out

    def _by_part(
        self, rows: NDArray[np.int64]
    ) -> Iterator[tuple[Vectors | VectorRows, slice | NDArray[np.int64], NDArray[np.int64]]]:
        """Each part that has any of the rows, their places in `rows`, and their numbers in it."""
        if len(self._parts) == 1:
            yield self._parts[0], slice(None), rows
            return
        part_of = np.searchsorted(self._starts, rows, side="right") - 1
        for part in np.unique(part_of):
            places = np.flatnonzero(part_of == part)
            yield self._parts[part], places, rows[places] - self._starts[part]
