"""Vectors on disk, their short codes in memory: near-exact search where memory is short."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, inf, sqrt
from pathlib import Path
from typing import Any

import numpy as np

from index.approximate_store import ApproximateStore, Pool, SavedParts
from index.encoder import Vectors
from index.exact_vectors import FileVectors
from index.row_table import Numbers, chunks
from index.saved_vectors import VectorRows
from index.store_file import read_store
from index.vector_store import Rows

TRAIN_AT = 10_000
"""Vectors from which codes are trained: FAISS asks for 39 for each of 256 code words."""

OUTGROWN = 8
"""Times the vectors that it was trained for at which an index is trained anew: lists are then 8
times as long as meant, so that a search takes up to 8 times as long as it should."""

LISTS_PER_ROOT = 2
"""Lists, in square roots of the number of vectors: comparing a query with all list centres then
costs a hundredth of scoring all vectors at 40 thousand, less above."""

TRAINED_PER_LIST = 50
"""Vectors for each list that training sees; FAISS asks for 39 or more."""

LISTS_SEEN = 8
"""One list in so many is looked into, where that is more than LEAST_SEEN of them."""

LEAST_SEEN = 96
"""Lists looked into at least. Half of them at 10 thousand vectors: recall@10 of 0.98, where a
quarter had 0.94 and an eighth had 0.87 (`scripts/scale.py` measures the recall)."""

REFINED = 200
"""Finds by code that are scored exactly, from disk: 100 had recall@10 of 0.981, 200 had 0.984 and
400 had 0.986. Twice as many as are asked for, where that is more."""

SCANNED = 4_000
"""Vectors that are rather read and scored one by one than sought by code: 6 MB of 384 dimensions,
0.4 ms from the system's cache, and some tens of milliseconds from a disk that is not."""

WORD_SIZES = (8, 4, 2, 1)
"""Dimensions that one byte of a code stands for, the first that divides the dimension."""


class IvfPqStore(ApproximateStore):
    """Product codes in lists, under row ids; finds are scored again by the vectors on disk.

    Jégou, Douze & Schmid 2011, doi:10.1109/TPAMI.2010.57. Until `train_at` distinct vectors are
    there, every search scores all of them: exact, and slower the more there are. Adding trains
    when there are enough, and again when there are OUTGROWN times as many.
    """

    KIND = "ivf-pq"

    def __init__(
        self, dimension: int, folder: Path | None = None, train_at: int = TRAIN_AT
    ) -> None:
        """`folder`: where the vectors' file without a name is kept; the system's by default."""
        super().__init__(dimension)
        self._folder = folder
        self._train_at = train_at
        self._clear()

    def save(self, path: Path) -> str:
        unread = np.zeros((0, self._dimension), dtype=np.float32)
        return self._write(path, self._index, unread, (self._trained_for, self._train_at))

    @classmethod
    def open(
        cls,
        path: Path,
        sha256: str,
        rows: Rows,
        vectors: Vectors | VectorRows,
        folder: Path | None = None,
    ) -> IvfPqStore:
        """The store that was saved, now with these rows and their vectors, as if those that were
        not there had been added, and others deleted.

        Vectors are read where they are when a search needs them: give an array mapped from its
        file (`numpy.load(..., mmap_mode="r")`), which must not change while the store is in use.
        Raises DamagedIndexError when the file is not the one with this sha256, StaleIndexError
        when it is another store's or has little of these vectors.
        """
        header, arrays, index = read_store(path, sha256, cls.KIND)
        parts = SavedParts(*arrays)
        trained_for, train_at = map(int, parts.settings)
        store = cls(header.dimension, folder, train_at)
        nodes = store._restore(parts, rows, vectors)
        store._index, store._trained_for = index, trained_for
        store._fill(nodes)
        return store

    def _clear(self) -> None:
        self._index: Any = None
        self._trained_for = 0
        self._exact: FileVectors = FileVectors(self._dimension, self._folder)

    def _append(self, parts: Iterable[Vectors]) -> None:
        for part in parts:
            self._exact.append(part)
        self._index_new()

    def _fill(self, vectors: VectorRows) -> None:
        self._exact = FileVectors(self._dimension, self._folder, vectors)
        self._index_new()

    def _index_new(self) -> None:
        size = len(self._exact)
        if size >= max(self._train_at, OUTGROWN * self._trained_for):
            self._index = self._trained(size)
            self._trained_for = size
        if self._index is None:
            return
        for numbers in chunks(np.arange(self._index.ntotal, size)):
            self._index.add_with_ids(self._exact.take(numbers), numbers)

    def _trained(self, size: int) -> Any:
        import faiss

        lists = round(LISTS_PER_ROOT * sqrt(size))
        word = next(word for word in WORD_SIZES if self._dimension % word == 0)
        index = faiss.IndexIVFPQ(
            faiss.IndexFlatIP(self._dimension),
            self._dimension,
            lists,
            self._dimension // word,
            8,
            faiss.METRIC_INNER_PRODUCT,
        )
        # Training sees as many as this module says; FAISS would warn of fewer than it likes.
        index.cp.min_points_per_centroid = index.pq.cp.min_points_per_centroid = 1
        seen = min(size, max(TRAINED_PER_LIST * lists, self._train_at))
        sample = np.random.default_rng(0).choice(size, seen, replace=False)
        index.train(self._exact.take(np.sort(sample)))
        return index

    def _scan_up_to(self, k: int, share: float) -> float:  # noqa: ARG002
        return inf if self._index is None else max(SCANNED, _refined(k))

    def _proposed(self, query: Vectors, k: int, pool: Pool) -> Numbers:
        import faiss

        lists = self._index.nlist
        probes = min(lists, ceil(max(LEAST_SEEN, lists / LISTS_SEEN) / pool.share))
        selector = None if pool.bits is None else faiss.IDSelectorBitmap(pool.bits)
        parameters = faiss.SearchParametersIVF(nprobe=probes, sel=selector)
        wanted = min(_refined(k), len(pool.nodes))
        _, found = self._index.search(query[np.newaxis], wanted, params=parameters)
        nodes: Numbers = found[0][found[0] >= 0]
        return nodes


def _refined(k: int) -> int:
    return max(REFINED, 2 * k)
