"""The vectors of an approximate index as they were given, by node: what its finds are scored by."""

from __future__ import annotations

import tempfile
import weakref
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from index.encoder import Vectors
from index.inner_products import inner_products
from index.row_table import Numbers
from index.saved_vectors import VectorRows

FIRST_ROWS = 1024
"""Vectors that a new file has room for; a full one grows to twice its size."""


class ExactVectors(Protocol):
    """Vectors numbered from 0 in order of arrival."""

    def __len__(self) -> int: ...

    def take(self, numbers: Numbers) -> Vectors:
        """A copy of the vectors of these numbers."""

    def scores(self, query: Vectors, numbers: Numbers) -> Vectors:
        """Inner products of one query, shape (dimension,), with the vectors of these numbers."""


class MemoryVectors:
    """Vectors in a flat FAISS index, where a graph of FAISS can walk them.

    `owner` is what keeps the flat index alive, if anything but this object does.
    """

    def __init__(self, flat: Any, owner: Any = None) -> None:
        self.flat = flat
        self._owner = owner

    def __len__(self) -> int:
        return int(self.flat.ntotal)

    def take(self, numbers: Numbers) -> Vectors:
        return self._matrix()[numbers]

    def scores(self, query: Vectors, numbers: Numbers) -> Vectors:
        return inner_products(query, self._matrix(), numbers)

    def _matrix(self) -> Vectors:
        import faiss

        size, dimension = len(self), self.flat.d
        if size == 0:
            return np.zeros((0, dimension), dtype=np.float32)
        matrix: Vectors = faiss.rev_swig_ptr(self.flat.get_xb(), size * dimension)
        return matrix.reshape(size, dimension)


class FileVectors:
    """Vectors in files, mapped into memory, so that the system can take the memory back.

    `base` are vectors that a caller has on disk already; they are the first, and are read where
    they are. More go to a file without a name in `folder`, by default where the system keeps
    temporary files: give one where that is itself in memory.
    """

    def __init__(
        self, dimension: int, folder: Path | None = None, base: VectorRows | None = None
    ) -> None:
        empty = np.zeros((0, dimension), np.float32)
        self._base = VectorRows.of(empty) if base is None else base
        self._folder = folder
        self._tail: Any = empty
        self._tail_rows = 0
        self._file: Any = None

    def __len__(self) -> int:
        return len(self._base) + self._tail_rows

    def append(self, vectors: Vectors) -> None:
        end = self._tail_rows + len(vectors)
        if end > len(self._tail):
            self._grow(end)
        self._tail[self._tail_rows : end] = vectors
        self._tail_rows = end

    def take(self, numbers: Numbers) -> Vectors:
        taken = np.empty((len(numbers), self._base.dimension), dtype=np.float32)
        based = numbers < len(self._base)
        taken[based] = self._base[numbers[based]]
        taken[~based] = self._tail[numbers[~based] - len(self._base)]
        return taken

    def scores(self, query: Vectors, numbers: Numbers) -> Vectors:
        scores = np.empty(len(numbers), dtype=np.float32)
        based = numbers < len(self._base)
        scores[based] = self._base.products(query, numbers[based])
        scores[~based] = inner_products(query, self._tail, numbers[~based] - len(self._base))
        return scores

    def _grow(self, rows: int) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115
            weakref.finalize(self, self._file.close)
        room = max(FIRST_ROWS, rows, 2 * len(self._tail))
        shape = (room, self._base.dimension)
        self._file.truncate(4 * room * shape[1])
        self._tail = np.memmap(self._file, dtype=np.float32, mode="r+", shape=shape)
