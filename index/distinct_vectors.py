"""Equal vectors found, so that an index holds each of them once."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.row_table import Numbers, chunks
from index.saved_vectors import VectorRows

Digests = NDArray[np.uint64]

_NONE: Digests = np.zeros(0, dtype=np.uint64)
_NO_NODES: NDArray[np.int32] = np.zeros(0, dtype=np.int32)

DIGEST_BYTES = 8
"""Digests only propose: vectors count as equal when they are, so that a chance meeting of digests
(1 in 40 million for a million vectors) costs nothing."""


class DistinctVectors:
    """The node of every distinct vector of an index, by digest.

    A bank's texts repeat: every question of a theme has the theme's name among its texts. In a
    graph, a vector's neighbours would all be its equals, an island that no walk enters or leaves:
    with 1,800 such among 11,800, recall@10 fell from 0.999 to 0.94 and a walk four times as wide
    did not bring it back (docs/performance.md).
    """

    def __init__(self, digests: Digests = _NONE, nodes: NDArray[np.int32] = _NO_NODES) -> None:
        """`digests`: ascending. `nodes`: the node of each."""
        self.digests = digests
        self.nodes = nodes

    def __len__(self) -> int:
        return len(self.nodes)

    def place(
        self,
        vectors: Vectors | VectorRows,
        known: int,
        take: Callable[[Numbers], Vectors] | None = None,
    ) -> tuple[Numbers, Numbers]:
        """The node of each vector, and which of the vectors are new, in order of their nodes.

        `known` nodes are there, whose vectors `take` gives; new ones are numbered from it on. Where
        there is no `take`, a digest that is known is taken for the vector that it was made of.
        """
        digests = _digests(vectors)
        nodes = self._known_nodes(digests)
        asked = np.arange(len(nodes))
        if take is not None:
            old = np.flatnonzero(nodes >= 0)
            nodes[_differing(vectors, old, lambda part: take(nodes[part]))] = -1
            asked = np.flatnonzero(nodes < 0)
        firsts = np.arange(len(nodes))
        _, first, group = np.unique(digests[asked], return_index=True, return_inverse=True)
        firsts[asked] = asked[first][group]
        repeated = np.flatnonzero(firsts != np.arange(len(nodes)))
        lone = _differing(vectors, repeated, lambda part: vectors[firsts[part]])
        firsts[lone], nodes[lone] = lone, -1
        fresh = np.flatnonzero(nodes < 0)
        new = np.unique(firsts[fresh])
        nodes[fresh] = known + np.searchsorted(new, firsts[fresh])
        self._remember(digests[new], nodes[new])
        return nodes, new

    def nodes_of(self, vectors: Vectors) -> Numbers:
        """The node of each vector by its digest, or -1; shape (len(vectors),)."""
        return self._known_nodes(_digests(vectors))

    def renumber(self, living: Numbers) -> None:
        """Keep the living nodes alone, numbered from 0 in their order."""
        places = np.minimum(np.searchsorted(living, self.nodes), max(len(living) - 1, 0))
        kept = living[places] == self.nodes if len(living) else np.zeros(len(places), np.bool_)
        self.digests, self.nodes = self.digests[kept], places[kept].astype(np.int32)

    def _known_nodes(self, digests: Digests) -> Numbers:
        places = np.searchsorted(self.digests, digests)
        there = places < len(self.digests)
        there[there] = self.digests[places[there]] == digests[there]
        nodes = np.full(len(digests), -1, dtype=np.int64)
        nodes[there] = self.nodes[places[there]]
        return nodes

    def _remember(self, digests: Digests, nodes: Numbers) -> None:
        order = np.argsort(digests)
        places = np.searchsorted(self.digests, digests[order])
        self.digests = np.insert(self.digests, places, digests[order])
        self.nodes = np.insert(self.nodes, places, nodes[order].astype(np.int32))


def _digests(vectors: Vectors | VectorRows) -> Digests:
    found = (
        blake2b(row.tobytes(), digest_size=DIGEST_BYTES).digest()
        for block in VectorRows.of(vectors).blocks()
        for row in block
    )
    return np.fromiter(map(int.from_bytes, found), dtype=np.uint64, count=len(vectors))


def _differing(
    vectors: Vectors | VectorRows, numbers: Numbers, others: Callable[[Numbers], Vectors]
) -> Numbers:
    """Those of the numbers whose vector is not the one that `others` gives for it."""
    parts = [part[(vectors[part] != others(part)).any(axis=1)] for part in chunks(numbers)]
    return np.concatenate([numbers[:0], *parts])
