"""Which vector store for how many vectors, of what dimension, within what memory.

All figures are of 384 dimensions on one core, from `scripts/scale.py`; docs/performance.md has them
in full and says what follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from index.faiss_store import FaissStore
from index.hnsw_store import LINKS, HnswStore
from index.ivf_pq_store import WORD_SIZES, IvfPqStore
from index.vector_store import VectorStore

FLAT_UP_TO = 20_000_000
"""Numbers (vectors times dimension) that one search may read: 52 thousand vectors of 384 dimensions
take 4 ms on one core (10 thousand 0.3 ms, 100 thousand 6.5 ms). Below, exactness costs nothing that
a person notices, and there is nothing to build."""

BYTES_OF_NUMBER = 4
"""float32."""

FLAT_ROW_BYTES = 150
"""What the flat store keeps of a row id, beside the vector: an array and FAISS's hash map."""

ROW_BYTES = 60
"""What an approximate store keeps of a row id: its row, its node and its digest, in arrays."""

LINK_BYTES = 4
"""A link of the graph."""

CODE_ROW_BYTES = 8
"""A node's number beside its code."""

LIST_ROOM = 1.8
"""What lists of codes take, in parts of what is in them: FAISS grows them ahead. Measured with
ROW_BYTES: 160 bytes a vector at 100 thousand."""

GRAPH_LEVELS = 2.1
"""Links of a node in parts of LINKS: twice as many on the lowest level, and a few above it."""


class StoreKind(Enum):
    """A kind of vector store."""

    FLAT = "flat"
    HNSW = "hnsw"
    IVF_PQ = "ivf-pq"


@dataclass(frozen=True)
class StoreChoice:
    """The kind of store to use, the memory that it takes in bytes, and why, for a person."""

    kind: StoreKind
    memory: int
    reason: str


def choose_store(
    count: int, dimension: int, memory: int | None = None, flat_up_to: int = FLAT_UP_TO
) -> StoreChoice:
    """The store for `count` vectors within `memory` bytes; None is as much as it takes.

    Flat while a search reads no more than `flat_up_to` numbers, the graph above, and codes where
    the vectors do not fit: they have the smallest memory, so they are chosen as well when even they
    do not fit.
    """
    kind, reason = _preferred(count * dimension <= flat_up_to)
    needed = memory_needed(kind, count, dimension)
    if memory is None or needed <= memory:
        return StoreChoice(kind, needed, reason)
    needed = memory_needed(StoreKind.IVF_PQ, count, dimension)
    return StoreChoice(StoreKind.IVF_PQ, needed, "the vectors do not fit into memory")


def memory_needed(kind: StoreKind, count: int, dimension: int) -> int:
    """Bytes of memory that a store of `count` vectors holds; those on disk do not count."""
    vector = BYTES_OF_NUMBER * dimension
    if kind is StoreKind.FLAT:
        return count * (vector + FLAT_ROW_BYTES)
    if kind is StoreKind.HNSW:
        return count * (vector + round(GRAPH_LEVELS * LINKS * LINK_BYTES) + ROW_BYTES)
    word = next(word for word in WORD_SIZES if dimension % word == 0)
    return count * (round(LIST_ROOM * (dimension // word + CODE_ROW_BYTES)) + ROW_BYTES)


def new_store(kind: StoreKind, dimension: int, folder: Path | None = None) -> VectorStore:
    """An empty store; `folder` is where one that keeps its vectors on disk puts them."""
    if kind is StoreKind.FLAT:
        return FaissStore(dimension)
    return HnswStore(dimension) if kind is StoreKind.HNSW else IvfPqStore(dimension, folder)


def _preferred(is_small: bool) -> tuple[StoreKind, str]:
    if is_small:
        return StoreKind.FLAT, "a search of all vectors is quick"
    return StoreKind.HNSW, "a search of all vectors is slow, and a graph of them fits"
