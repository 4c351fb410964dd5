"""Vectors in process, in a FAISS index: exact search by inner product."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.vector_store import Neighbour, check_search


class FaissStore:
    """A flat FAISS index under row ids. Johnson, Douze & Jégou 2017, arXiv:1702.08734."""

    def __init__(self, dimension: int) -> None:
        self._dimension = dimension
        self._rows: set[int] = set()

    @cached_property
    def _index(self) -> Any:
        import faiss

        return faiss.IndexIDMap2(faiss.IndexFlatIP(self._dimension))

    def add(self, rows: Sequence[int], vectors: Vectors) -> None:
        if vectors.shape != (len(rows), self._dimension):
            wanted = (len(rows), self._dimension)
            raise ValueError(f"vectors have shape {vectors.shape}; give {wanted}")
        if len(set(rows)) != len(rows) or not self._rows.isdisjoint(rows):
            raise ValueError("a row id is in the store already; delete it first")
        if rows:
            self._index.add_with_ids(np.ascontiguousarray(vectors), _ids(rows))
            self._rows.update(rows)

    def delete(self, rows: Iterable[int]) -> int:
        import faiss

        there = self._rows.intersection(rows)
        if there:
            self._index.remove_ids(faiss.IDSelectorBatch(_ids(sorted(there))))
            self._rows -= there
        return len(there)

    def vectors(self, rows: Sequence[int]) -> Vectors:
        missing = [row for row in rows if row not in self._rows]
        if missing:
            raise KeyError(f"rows not in the store: {missing[:5]}")
        if not rows:
            return np.zeros((0, self._dimension), dtype=np.float32)
        found: Vectors = self._index.reconstruct_batch(_ids(rows))
        return found

    def search(
        self, query: Vectors, k: int, allowed: Sequence[int] | None = None
    ) -> list[list[Neighbour]]:
        check_search(query, k, self._dimension)
        possible = len(self._rows if allowed is None else self._rows.intersection(allowed))
        if possible == 0:
            return [[] for _ in query]
        scores, rows = self._nearest(query, min(k, possible), possible, allowed)
        return [
            sorted(
                map(Neighbour, map(int, ids), map(float, values)), key=lambda n: (-n.score, n.row)
            )[:k]
            for ids, values in zip(rows, scores, strict=True)
        ]

    def _nearest(
        self, query: Vectors, k: int, possible: int, allowed: Sequence[int] | None
    ) -> tuple[Vectors, NDArray[np.int64]]:
        """Scores and rows of the k nearest, and of more where the k-th has equals after it.

        FAISS takes any of equal scores, so all of them are fetched for the caller to choose from.
        """
        parameters = None if allowed is None else _only(allowed)
        reach = min(k + 1, possible)
        while True:
            scores, rows = self._index.search(np.ascontiguousarray(query), reach, params=parameters)
            if reach == possible or (scores[:, k - 1] > scores[:, reach - 1]).all():
                return scores, rows
            reach = min(2 * reach, possible)

    def count(self) -> int:
        return len(self._rows)


def _ids(rows: Sequence[int]) -> Any:
    return np.asarray(rows, dtype=np.int64)


def _only(rows: Sequence[int]) -> Any:
    import faiss

    parameters = faiss.SearchParameters()
    parameters.sel = faiss.IDSelectorBatch(_ids(rows))
    return parameters
