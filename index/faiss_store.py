"""Vectors in process, in a FAISS index: exact search by inner product."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np

from index.encoder import Vectors
from index.row_table import NO_ROWS, Numbers, are_among, as_numbers
from index.vector_store import Found, Rows, check_search


class FaissStore:
    """A flat FAISS index under row ids. Johnson, Douze & Jégou 2017, arXiv:1702.08734."""

    def __init__(self, dimension: int) -> None:
        self._dimension = dimension
        self._rows = NO_ROWS  # ascending

    @cached_property
    def _index(self) -> Any:
        import faiss

        return faiss.IndexIDMap2(faiss.IndexFlatIP(self._dimension))

    def add(self, rows: Rows, vectors: Vectors) -> None:
        if vectors.shape != (len(rows), self._dimension):
            wanted = (len(rows), self._dimension)
            raise ValueError(f"vectors have shape {vectors.shape}; give {wanted}")
        given = as_numbers(rows)
        if len(np.unique(given)) != len(given) or are_among(given, self._rows).any():
            raise ValueError("a row id is in the store already; delete it first")
        if len(given):
            self._index.add_with_ids(np.ascontiguousarray(vectors), given)
            self._rows = np.sort(np.concatenate([self._rows, given]))

    def delete(self, rows: Iterable[int]) -> int:
        import faiss

        there = self._present(rows)
        if len(there):
            self._index.remove_ids(faiss.IDSelectorBatch(there))
            self._rows = self._rows[~are_among(self._rows, there)]
        return len(there)

    def vectors(self, rows: Rows) -> Vectors:
        asked = as_numbers(rows)
        missing = asked[~are_among(asked, self._rows)]
        if len(missing):
            raise KeyError(f"rows not in the store: {missing[:5].tolist()}")
        if not len(asked):
            return np.zeros((0, self._dimension), dtype=np.float32)
        found: Vectors = self._index.reconstruct_batch(asked)
        return found

    def search(self, query: Vectors, k: int, allowed: Rows | None = None) -> Found:
        check_search(query, k, self._dimension)
        only = None if allowed is None else self._present(allowed)
        possible = len(self._rows if only is None else only)
        k = min(k, possible)
        if k == 0:
            empty = (len(query), 0)
            return Found(np.zeros(empty, dtype=np.float32), np.zeros(empty, dtype=np.int64))
        scores, rows = self._nearest(query, k, possible, only)
        order = np.lexsort((rows, -scores))[:, :k]
        return Found(np.take_along_axis(scores, order, 1), np.take_along_axis(rows, order, 1))

    def _nearest(self, query: Vectors, k: int, possible: int, only: Numbers | None) -> Found:
        """The k nearest, in any order, and more where the k-th has equals after it.

        FAISS takes any of equal scores, so all of them are fetched for the caller to choose from.
        """
        parameters = None if only is None else _only(only)
        reach = min(k + 1, possible)
        while True:
            scores, rows = self._index.search(np.ascontiguousarray(query), reach, params=parameters)
            if reach == possible or (scores[:, k - 1] > scores[:, reach - 1]).all():
                return Found(scores, rows)
            reach = min(2 * reach, possible)

    def count(self) -> int:
        return len(self._rows)

    def _present(self, rows: Iterable[int]) -> Numbers:
        """Those of the rows that are there, each once, ascending."""
        asked = np.unique(as_numbers(rows))
        return asked[are_among(asked, self._rows)]


def _only(rows: Numbers) -> Any:
    import faiss

    parameters = faiss.SearchParameters()
    parameters.sel = faiss.IDSelectorBatch(rows)
    return parameters
