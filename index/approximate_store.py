"""What approximate stores share: rows, exact scores, and when to look at every vector instead."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.distinct_vectors import DistinctVectors
from index.encoder import Vectors
from index.errors import StaleIndexError
from index.exact_vectors import ExactVectors
from index.row_table import NO_ROWS, Numbers, RowTable, are_among, as_numbers, chunks
from index.saved_vectors import VectorRows
from index.store_file import StoreHeader, write_store
from index.vector_store import Found, Rows, check_search

DEAD_SHARE = 0.5
"""Share of dead nodes from which an index is built again without them. A walk passes through dead
nodes and finds nothing there, so at a half it costs twice; each rebuild is paid for by as many
removals as it has vectors left."""


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


class Unsaved(NamedTuple):
    """How many nodes a store's file does not have, and how many died that live in it."""

    added: int
    died: int


class SavedParts(NamedTuple):
    """The arrays of a saved store: of its distinct vectors, and of its dead nodes."""

    digests: NDArray[np.uint64]
    nodes: NDArray[np.int32]
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
        self._nodes_saved = 0
        self._dead_saved = NO_ROWS

    def add(self, rows: Rows, vectors: Vectors) -> None:
        given = self._new_rows(rows, vectors.shape)
        if len(given) == 0:
            return
        vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        nodes, new = self._distinct.place(vectors, len(self._exact), self._exact.take)
        self._append(vectors[part] for part in chunks(new))
        self._table.add(given, nodes)
        self._whole = None

    def fill(self, rows: Rows, vectors: Vectors | VectorRows) -> None:
        """Take rows into a store that is new, as `add` does, with no copy of all vectors at once.

        A store that keeps its vectors on disk reads these where they are: they must not change.
        """
        given = VectorRows.of(vectors)
        self._fill(given.chosen(self._settle(rows, given)))

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

    def unsaved(self) -> Unsaved:
        """What has changed since the store was saved: all of it is new if it never was."""
        died = np.setdiff1d(self._dead(), self._dead_saved, assume_unique=True)
        died = died[died < self._nodes_saved]
        return Unsaved(len(self._exact) - self._nodes_saved, len(died))

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
            return self._pool_of(self._table.nodes_of(rows), rows, len(rows))
        if self._whole is None:
            self._whole = self._pool_of(self._table.living(), None, len(self._table))
        return self._whole

    def _pool_of(self, holding: Numbers, rows: Numbers | None, size: int) -> Pool:
        mask = np.zeros(len(self._exact), dtype=np.bool_)
        mask[holding] = True
        nodes = np.flatnonzero(mask)
        if len(nodes) == len(mask):
            return Pool(nodes, rows, size, 1.0, None)
        bits = np.packbits(mask, bitorder="little")
        return Pool(nodes, rows, size, len(nodes) / len(mask), bits)

    def _rebuild(self) -> None:
        """Build the index again from the living nodes."""
        living, old = self._table.living(), self._exact
        self._table.renumber()
        self._distinct.renumber(living)
        self._nodes_saved, self._dead_saved = 0, NO_ROWS
        self._clear()
        self._append(old.take(part) for part in chunks(living))

    def _write(
        self,
        path: Path,
        index: Any,
        dead_vectors: Vectors,
        settings: Sequence[int] = (),
        flags: int = 0,
    ) -> str:
        """Save all but the rows, and the vectors that they hold; the sha256 of the file."""
        dead = self._dead()
        parts = SavedParts(
            self._distinct.digests,
            self._distinct.nodes,
            np.asarray(settings, dtype=np.int64),
            dead,
            dead_vectors,
        )
        header = StoreHeader(self.KIND, self._dimension, len(parts), index is not None)
        digest = write_store(path, header, parts, index, flags)
        self._nodes_saved, self._dead_saved = len(self._exact), dead
        return digest

    def _restore(
        self,
        parts: SavedParts,
        rows: Rows,
        vectors: Vectors | VectorRows,
        spare: VectorRows | None = None,
    ) -> VectorRows:
        """Take the rows, find which of the saved nodes they hold, and give all nodes' vectors.

        A node that no row holds has its vector from the file or from `spare`, else a zero.
        Raises StaleIndexError where so many are dead that the store is better built anew.
        """
        given = VectorRows.of(vectors)
        self._distinct = DistinctVectors(parts.digests, parts.nodes)
        self._nodes_saved, self._dead_saved = len(parts.nodes), parts.dead
        order = self._settle(rows, given)
        if self._table.dead_share() > DEAD_SHARE:
            raise StaleIndexError("most of the texts that it was made of have gone")
        lost = np.flatnonzero(order < 0)
        order[lost] = len(given) + np.arange(len(lost))
        lost_vectors = self._lost_vectors(lost, parts, spare)
        return VectorRows([given, lost_vectors], order, self._dimension)

    def _lost_vectors(self, lost: Numbers, parts: SavedParts, spare: VectorRows | None) -> Vectors:
        found = np.zeros((len(lost), self._dimension), dtype=np.float32)
        kept = are_among(lost, parts.dead[: len(parts.dead_vectors)])
        found[kept] = parts.dead_vectors[np.searchsorted(parts.dead, lost[kept])]
        left = lost[~kept]
        for block in spare.blocks() if spare and len(left) else ():
            nodes = self._distinct.nodes_of(block)
            wanted = are_among(nodes, left)
            found[np.searchsorted(lost, nodes[wanted])] = block[wanted]
        return found

    def _settle(self, rows: Rows, vectors: VectorRows) -> Numbers:
        """Give the rows of a store that has none their nodes, those it knows and new ones.

        Returns for each node where its vector is in `vectors`, or -1 where no row holds it.
        """
        given = self._new_rows(rows, (len(vectors), vectors.dimension))
        known = len(self._distinct)
        nodes, _ = self._distinct.place(vectors, known)
        self._table = RowTable(nodes_ever=known)
        self._table.add(given, nodes)
        order = np.full(len(self._distinct), -1, dtype=np.int64)
        order[nodes] = np.arange(len(nodes))
        return order

    def _dead(self) -> Numbers:
        return np.setdiff1d(np.arange(len(self._exact)), self._table.living(), assume_unique=True)

    def _new_rows(self, rows: Rows, shape: tuple[int, ...]) -> Numbers:
        """The rows to add. Raises ValueError where they, or this shape of vectors, cannot be."""
        wanted = (len(rows), self._dimension)
        if shape != wanted:
            raise ValueError(f"vectors have shape {shape}; give {wanted}")
        given = as_numbers(rows)
        if len(np.unique(given)) != len(given) or len(self._table.present(given)):
            raise ValueError("a row id is in the store already; delete it first")
        return given

    @abstractmethod
    def save(self, path: Path) -> str:
        """Write the store, without the vectors of its rows, and return the file's sha256.

        Raises OSError, and then leaves the file alone.
        """

    @abstractmethod
    def _clear(self) -> None:
        """Begin an empty index with empty exact vectors."""

    @abstractmethod
    def _append(self, parts: Iterable[Vectors]) -> None:
        """Take vectors into the exact ones and index them."""

    @abstractmethod
    def _fill(self, vectors: VectorRows) -> None:
        """Take the vectors of all nodes into a new index."""

    @abstractmethod
    def _scan_up_to(self, k: int, share: float) -> float:
        """How many vectors are better scored one by one than by asking the index for k of them.

        `share` of all nodes may be found.
        """

    @abstractmethod
    def _proposed(self, query: Vectors, k: int, pool: Pool) -> Numbers:
        """Nodes of the pool that are likely to be the k nearest of it, each once."""
