"""Vectors in process, in a graph that a search walks: near-exact, and fast at any size."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from index.approximate_store import ApproximateStore, Pool, SavedParts
from index.encoder import Vectors
from index.exact_vectors import MemoryVectors
from index.row_table import Numbers, chunks
from index.saved_vectors import VectorRows
from index.store_file import read_store
from index.vector_store import Rows

LINKS = 32
"""Neighbours of a node, twice as many on the lowest level: 272 bytes a vector. With 16, recall@10
at 100 thousand vectors and WALKED of 128 was 0.994, with 32 it was 0.999, in the same time."""

WALKED_IN_BUILDING = 200
"""Nodes kept in view while a node's neighbours are sought. 100 builds in 0.6 of the time, with
0.997 of recall in place of 0.999."""

WALKED = 128
"""Nodes kept in view by a search, or as many as it is to find: recall@10 of 0.999 at 100 thousand
vectors, where 32 had 0.987 and 64 had 0.994 (`scripts/scale.py` measures the recall)."""

SCORED_FOR_EACH = 30
"""Vectors that a walk scores for each node that it keeps in view: 35 at 100 thousand vectors and
WALKED of 128, 27 at 512. Scoring one takes 0.1 µs either way, in a walk or one by one."""


class HnswStore(ApproximateStore):
    """A graph of FAISS under row ids. Malkov & Yashunin 2016, arXiv:1603.09320.

    Where few rows are allowed, or so many are asked for that a walk would pass most, the allowed
    are scored one by one: a walk sees more of the others the fewer are allowed, and may reach none.
    """

    KIND = "hnsw"

    def __init__(self, dimension: int) -> None:
        super().__init__(dimension)
        self._clear()

    def save(self, path: Path) -> str:
        import faiss

        dead_vectors = self._exact.take(self._dead())
        return self._write(path, self._index, dead_vectors, flags=faiss.IO_FLAG_SKIP_STORAGE)

    @classmethod
    def open(
        cls,
        path: Path,
        sha256: str,
        rows: Rows,
        vectors: Vectors | VectorRows,
        spare: VectorRows | None = None,
    ) -> HnswStore:
        """The store that was saved, now with these rows and their vectors, as if those that were
        not there had been added, and others deleted.

        They are read into memory. A walk passes through what was deleted where its vector is among
        those in `spare`. Raises DamagedIndexError when the file is not the one with this sha256,
        StaleIndexError when it is another store's or has little of these vectors.
        """
        import faiss

        header, arrays, index = read_store(path, sha256, cls.KIND)
        store = cls(header.dimension)
        nodes = store._restore(SavedParts(*arrays), rows, vectors, spare)
        flat = faiss.IndexFlatIP(header.dimension)
        for part in chunks(np.arange(index.ntotal)):
            flat.add(nodes[part])
        index.storage, index.own_fields = flat, False
        new = np.arange(index.ntotal, len(nodes))
        store._index, store._exact = index, MemoryVectors(flat)
        store._append(nodes[part] for part in chunks(new))
        return store

    def _clear(self) -> None:
        import faiss

        metric = faiss.METRIC_INNER_PRODUCT
        self._index: Any = faiss.IndexHNSWFlat(self._dimension, LINKS, metric)
        self._index.hnsw.efConstruction = WALKED_IN_BUILDING
        self._exact = MemoryVectors(faiss.downcast_index(self._index.storage), self._index)

    def _append(self, parts: Iterable[Vectors]) -> None:
        for part in parts:
            self._index.add(part)

    def _fill(self, vectors: VectorRows) -> None:
        self._append(vectors.blocks())

    def _scan_up_to(self, k: int, share: float) -> float:
        return SCORED_FOR_EACH * self._walked(k, share)

    def _proposed(self, query: Vectors, k: int, pool: Pool) -> Numbers:
        import faiss

        walked = self._walked(k, pool.share)
        selector = None if pool.bits is None else faiss.IDSelectorBitmap(pool.bits)
        parameters = faiss.SearchParametersHNSW(efSearch=walked, sel=selector)
        _, found = self._index.search(query[np.newaxis], max(k, WALKED), params=parameters)
        nodes: Numbers = found[0][found[0] >= 0]
        return nodes

    def _walked(self, k: int, share: float) -> int:
        """Nodes to keep in view so that enough of them are of the share that may be found."""
        return int(max(WALKED, k) / share)
