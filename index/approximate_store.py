"""What approximate stores share: rows, exact scores, and when to look at every vector instead."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.distinct_vectors import DistinctVectors
from index.encoder import Vectors
from index.errors import StaleIndexError
from index.exact_vectors import ExactVectors
from index.row_table import Numbers, RowTable, as_numbers
from index.store_file import StoreHeader, write_store
from index.vector_store import Found, Rows, check_search

DEAD_SHARE = 0.5
"""Share of dead nodes from which an index is built again without them. A walk passes through dead
nodes and finds nothing there, so at a half it costs twice; each rebuild is paid for by as many
removals as it has vectors left."""

CHUNK = 65_536
"""Vectors copied at once while an index is built: 100 MB of 384 dimensions."""


@dataclass(frozen=True)
class Pool:
    """What a search may find.

    nodes: ascending. rows: ascending, or None where all may be found. size: how many rows.
    share: of all nodes, dead ones too, in (0, 1]. bits: one for each node, from the lowest bit of
    the first byte on, or None where all may be found.
    """

    nodes: Numbers
    rows: Numbers | None
    size: int
    share: float
    bits: NDArray[np.uint8] | None


class SavedParts(NamedTuple):
    """The arrays of a saved store: of its rows, of its distinct vectors, and of its dead nodes."""

    rows: Numbers
    nodes: NDArray[np.int32]
    digests: NDArray[np.uint64]
    distinct: NDArray[np.int32]
    settings: Numbers
    dead: Numbers
    dead_vectors: Vectors


class ApproximateStore(ABC):
    """A store whose index proposes nodes; their scores are exact.

    Equal vectors share a node. Removed rows stay in the index as nodes that no row holds, masked
    in every search, until DEAD_SHARE of them are; then it is built again. Equal scores come in
    order of row id, but of those that tie for the last place the index may propose others.
    """

    KIND: ClassVar[str]
    _exact: ExactVectors

    def __init__(self, dimension: int) -> None:
        self._dimension = dimension
        self._table = RowTable()
        self._distinct = DistinctVectors()
        self._whole: Pool | None = None

    def add(self, rows: Rows, vectors: Vectors) -> None:
        if vectors.shape != (len(rows), self._dimension):
            wanted = (len(rows), self._dimension)
            raise ValueError(f"vectors have shape {vectors.shape}; give {wanted}")
        given = as_numbers(rows)
        if len(np.unique(given)) != len(given) or len(self._table.present(given)):
            raise ValueError("a row id is in the store already; delete it first")
        if len(given) == 0:
            return
        vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        nodes, new = self._distinct.place(vectors, len(self._exact), self._exact.take)
        self._append(vectors[part] for part in chunks(new))
        self._table.add(given, nodes)
        self._whole = None

    def delete(self, rows: Iterable[int]) -> int:
        deleted = self._table.delete(rows)
        self._whole = None
        if deleted and self._table.dead_share() > DEAD_SHARE:
            self._rebuild()
        return deleted

    def vectors(self, rows: Rows) -> Vectors:
        return self._exact.take(self._table.nodes_of(rows))

    def count(self) -> int:
        return len(self._table)

    def search(self, query: Vectors, k: int, allowed: Rows | None = None) -> Found:
        check_search(query, k, self._dimension)
        pool = self._pool(allowed)
        k = min(k, pool.size)
        shape = (len(query), k)
        found = Found(np.empty(shape, dtype=np.float32), np.empty(shape, dtype=np.int64))
        if k:
            for number, one in enumerate(np.ascontiguousarray(query, dtype=np.float32)):
                found.scores[number], found.rows[number] = self._nearest(one, k, pool)
        return found

    def _nearest(self, query: Vectors, k: int, pool: Pool) -> tuple[Vectors, Numbers]:
        if len(pool.nodes) > self._scan_up_to(k, pool.share):
            scores, rows = self._ranked(query, k, self._proposed(query, k, pool), pool)
            if len(rows) == k:
                return scores, rows
        return self._ranked(query, k, pool.nodes, pool)

    def _ranked(
        self, query: Vectors, k: int, nodes: Numbers, pool: Pool
    ) -> tuple[Vectors, Numbers]:
        """Scores and rows of the best k, or of all that the nodes have."""
        scores = self._exact.scores(query, nodes)
        if len(nodes) > k:  # every node holds a row at least
            best = np.flatnonzero(scores >= np.partition(scores, len(nodes) - k)[len(nodes) - k])
            nodes, scores = nodes[best], scores[best]
        rows, places = self._table.rows_of(nodes)
        if pool.rows is not None:
            at = np.minimum(np.searchsorted(pool.rows, rows), len(pool.rows) - 1)
            wanted = pool.rows[at] == rows
            rows, places = rows[wanted], places[wanted]
        order = np.lexsort((rows, -scores[places]))[:k]
        return scores[places[order]], rows[order]

    def _pool(self, allowed: Rows | None) -> Pool:
        if allowed is not None:
            rows = self._table.present(allowed)
            return self._pool_of(np.unique(self._table.nodes_of(rows)), rows, len(rows))
        if self._whole is None:
            self._whole = self._pool_of(self._table.living(), None, len(self._table))
        return self._whole

    def _pool_of(self, nodes: Numbers, rows: Numbers | None, size: int) -> Pool:
        ever = len(self._exact)
        if len(nodes) == ever:
            return Pool(nodes, rows, size, 1.0, None)
        mask = np.zeros(ever, dtype=np.bool_)
        mask[nodes] = True
        return Pool(nodes, rows, size, len(nodes) / ever, np.packbits(mask, bitorder="little"))

    def _rebuild(self) -> None:
        """Build the index again from the living nodes."""
        living, old = self._table.living(), self._exact
        self._table.renumber()
        self._distinct.renumber(living)
        self._clear()
        self._append(old.take(part) for part in chunks(living))

    def _write(self, path: Path, index: Any, settings: Sequence[int] = (), flags: int = 0) -> str:
        """Save all but the vectors that rows hold; the sha256 of the file."""
        dead = np.setdiff1d(np.arange(len(self._exact)), self._table.living())
        parts = SavedParts(
            self._table.rows,
            self._table.nodes,
            self._distinct.digests,
            self._distinct.nodes,
            np.asarray(settings, dtype=np.int64),
            dead,
            self._exact.take(dead),
        )
        header = StoreHeader(self.KIND, self._dimension, len(parts), index is not None)
        return write_store(path, header, parts, index, flags)

    def _restore(
        self, path: Path, parts: SavedParts, rows: Sequence[int], vectors: Vectors
    ) -> Numbers:
        """Take the saved rows; give where each node's vector is in `vectors`, or -1 of the dead."""
        given = as_numbers(rows)
        if vectors.shape != (len(given), self._dimension):
            wanted = (len(given), self._dimension)
            raise ValueError(f"vectors have shape {vectors.shape}; give {wanted}")
        places = np.argsort(given)
        if not np.array_equal(given[places], parts.rows):
            raise StaleIndexError(f"{path}: saved with other rows than those given")
        ever = len(np.unique(parts.nodes)) + len(parts.dead)
        self._table = RowTable(parts.rows, parts.nodes, ever)
        self._distinct = DistinctVectors(parts.digests, parts.distinct)
        order = np.full(ever, -1, dtype=np.int64)
        order[parts.nodes] = places
        return order

    @abstractmethod
    def _clear(self) -> None:
        """Begin an empty index with empty exact vectors."""

    @abstractmethod
    def _append(self, parts: Iterable[Vectors]) -> None:
        """Take vectors into the exact ones and index them."""

    @abstractmethod
    def _scan_up_to(self, k: int, share: float) -> float:
        """How many vectors are better scored one by one than by asking the index for k of them.

        `share` of all nodes may be found.
        """

    @abstractmethod
    def _proposed(self, query: Vectors, k: int, pool: Pool) -> Numbers:
        """Nodes of the pool that are likely to be the k nearest of it, each once."""


def chunks(numbers: Numbers) -> Iterator[Numbers]:
    """The numbers in order, CHUNK at a time."""
    return (numbers[at : at + CHUNK] for at in range(0, len(numbers), CHUNK))
