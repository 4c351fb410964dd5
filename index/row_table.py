"""Which rows hold which node of an index that never forgets a node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.int64]

NO_ROWS: Numbers = np.zeros(0, dtype=np.int64)
_NO_NODES: NDArray[np.int32] = np.zeros(0, dtype=np.int32)


CHUNK = 65_536
"""Vectors copied at once while an index is built: 100 MB of 384 dimensions."""


class _Groups(NamedTuple):
    """Places of rows, in order of their nodes; where each node's places start; living nodes."""

    order: NDArray[np.int32]
    starts: NDArray[np.int32]
    living: Numbers


class RowTable:
    """Row ids, any integers, and the node of each.

    A node is one distinct vector of an index, numbered from 0 in order of arrival. Several rows
    may hold one node; a node that no row holds is dead. Takes 28 bytes a row, in arrays: a dict of
    Python integers takes more than a compressed vector does. A change copies them, which takes
    milliseconds at a million rows.
    """

    def __init__(
        self,
        rows: Numbers = NO_ROWS,
        nodes: NDArray[np.int32] = _NO_NODES,
        nodes_ever: int = 0,
    ) -> None:
        """`rows`: ascending. `nodes`: the node of each. `nodes_ever`: of them and the dead."""
        self._rows = rows
        self._nodes = nodes
        self._nodes_ever = nodes_ever
        self._grouped: _Groups | None = None

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def rows(self) -> Numbers:
        """All row ids, ascending."""
        return self._rows

    @property
    def nodes(self) -> NDArray[np.int32]:
        """The node of each of `rows`."""
        return self._nodes

    def add(self, rows: Numbers, nodes: Numbers) -> None:
        """Take rows that are not there yet, each holding its node."""
        order = np.argsort(rows)
        places = np.searchsorted(self._rows, rows[order])
        self._rows = np.insert(self._rows, places, rows[order])
        self._nodes = np.insert(self._nodes, places, nodes[order].astype(np.int32))
        self._nodes_ever = max(self._nodes_ever, int(nodes.max(initial=-1)) + 1)
        self._grouped = None

    def delete(self, rows: Iterable[int]) -> int:
        """Let go of rows and return how many were there."""
        there = self.present(rows)
        if len(there):
            kept = np.ones(len(self._rows), dtype=np.bool_)
            kept[np.searchsorted(self._rows, there)] = False
            self._rows, self._nodes = self._rows[kept], self._nodes[kept]
            self._grouped = None
        return len(there)

    def present(self, rows: Iterable[int]) -> Numbers:
        """Those of the rows that are there, each once, ascending."""
        asked = as_numbers(rows)
        if (np.diff(asked) <= 0).any():
            asked = np.unique(asked)
        return asked[are_among(asked, self._rows)]

    def nodes_of(self, rows: Iterable[int]) -> Numbers:
        """The node of each row. Raises KeyError, which names rows that are not there."""
        asked = as_numbers(rows)
        missing = asked[~are_among(asked, self._rows)]
        if len(missing):
            raise KeyError(f"rows not in the store: {missing[:5].tolist()}")
        return self._nodes[np.searchsorted(self._rows, asked)].astype(np.int64)

    def rows_of(self, nodes: Numbers) -> tuple[Numbers, Numbers]:
        """All rows that hold the nodes, and for each of them its place in `nodes`."""
        order, starts, _ = self._groups()
        counts = starts[nodes + 1] - starts[nodes]
        places = np.repeat(np.arange(len(nodes)), counts)
        within = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
        return self._rows[order[starts[nodes][places] + within]], places

    def living(self) -> Numbers:
        """The nodes that rows hold, ascending."""
        return self._groups().living

    def dead_share(self) -> float:
        """The share of nodes that no row holds, in [0, 1]."""
        return 1 - len(self.living()) / self._nodes_ever if self._nodes_ever else 0.0

    def renumber(self) -> None:
        """Number the living nodes from 0, in their order, and forget the dead."""
        living = self.living()
        self._nodes = np.searchsorted(living, self._nodes).astype(np.int32)
        self._nodes_ever = len(living)
        self._grouped = None

    def _groups(self) -> _Groups:
        if self._grouped is None:
            order = np.argsort(self._nodes, kind="stable").astype(np.int32)
            counts = np.bincount(self._nodes, minlength=self._nodes_ever)
            starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
            self._grouped = _Groups(order, starts, np.flatnonzero(counts))
        return self._grouped


def are_among(asked: Numbers, ascending: Numbers) -> NDArray[np.bool_]:
    """Which of the numbers asked for are among the others, which are ascending."""
    if len(ascending) == 0:
        return np.zeros(len(asked), dtype=np.bool_)
    places = np.searchsorted(ascending, asked)
    places[places == len(ascending)] = 0
    among: NDArray[np.bool_] = ascending[places] == asked
    return among


def as_numbers(rows: Iterable[int]) -> Numbers:
    """Row ids as an array of int64."""
    if isinstance(rows, range):
        return np.arange(rows.start, rows.stop, rows.step, dtype=np.int64)
    return np.asarray(rows if isinstance(rows, np.ndarray) else list(rows), dtype=np.int64)


def chunks(numbers: Numbers) -> Iterator[Numbers]:
    """The numbers in order, CHUNK at a time."""
    return (numbers[at : at + CHUNK] for at in range(0, len(numbers), CHUNK))
