"""The texts of entries as rows of a matrix, and the scores of entries from those of their rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.entry import Entry

SHARED_VIEWS = frozenset({"theme", "kind"})
"""Views whose texts many entries share, so that they mean no single one."""

LONG_VIEWS = frozenset({"reference"})
"""Views of long texts, which show less of why an entry was found than its short ones."""

SAME_WORDS = 0.98
"""Cosine from which a text says just what the query says, so that its entry is the one meant."""

NO_SCORE = -1.0
"""Score of an entry without a view that counts: the least cosine."""

Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """Where one text belongs: the number of its entry, and its view."""

    entry: int
    view: str
    text: str


def entry_rows(entries: Sequence[Entry]) -> Iterator[Row]:
    """Every text of the entries, in order: the rows of their matrix of vectors."""
    for number, entry in enumerate(entries):
        for view, texts in entry.views:
            yield from (Row(number, view, text) for text in texts)


class EntryTable:
    """The rows of entries. Those of one entry stand together, and among them those of one view."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self.rows = tuple(entry_rows(entries))
        self.entry_of = np.array([row.entry for row in self.rows], dtype=np.int64)
        groups = [
            (number, view, len(texts))
            for number, entry in enumerate(entries)
            for view, texts in entry.views
            if texts
        ]
        self._views = sorted({view for _, view, _ in groups})
        places = {view: place for place, view in enumerate(self._views)}
        self._view_of_group = np.array([places[view] for _, view, _ in groups], dtype=np.int64)
        self._group_size = np.array([size for _, _, size in groups], dtype=np.int64)
        of_entry = np.array([number for number, _, _ in groups], dtype=np.int64)
        bounds = np.arange(len(entries) + 1)
        self._first_row = np.searchsorted(self.entry_of, bounds)
        self._first_group = np.searchsorted(of_entry, bounds)
        self._sizes = np.diff(self._first_row)
        self._view_of_row = np.repeat(self._view_of_group, self._group_size)
        self.most_rows = int(self._sizes.max(initial=1))
        """Most rows of an entry."""

    def own_rows(self) -> Numbers:
        """The numbers of the rows whose texts many entries do not share, ascending."""
        return np.flatnonzero([row.view not in SHARED_VIEWS for row in self.rows])

    def own_texts(self) -> list[str]:
        """The texts of `own_rows`."""
        return [row.text for row in self.rows if row.view not in SHARED_VIEWS]

    def rows_of(self, entries: Numbers) -> Numbers:
        """The rows of these entries, entry by entry."""
        return _ranges(self._first_row[entries], self._first_row[entries + 1])

    def filled(self, entries: Numbers) -> Numbers:
        """Those of these entries that have any row."""
        return entries[self._sizes[entries] > 0]

    def entry_scores(
        self, entries: Numbers, similarities: NDArray[np.float32], weights: Mapping[str, float]
    ) -> Scores:
        """The score of each entry: the weighted mean over its views, of which each counts by the
        row most similar to the query. `weights` names views that count other than 1.

        An entry with a text of its own that is the query itself scores as high as that text.
        `similarities` are those of `rows_of(entries)`, of which none may be without rows.
        """
        first = self._first_group[entries]
        counts = self._first_group[entries + 1] - first
        groups = _ranges(first, first + counts)
        best = np.maximum.reduceat(similarities, _starts(self._group_size[groups])).astype(float)
        share, own = (table[self._view_of_group[groups]] for table in self._counted(weights))
        starts = _starts(counts)
        total = np.add.reduceat(share, starts)
        scores = np.full(len(entries), NO_SCORE)
        np.divide(np.add.reduceat(share * best, starts), total, out=scores, where=total > 0)
        closest = np.maximum.reduceat(np.where(own, best, NO_SCORE), starts)
        return np.where(closest >= SAME_WORDS, closest, scores)

    def shown_rows(
        self, entries: Numbers, similarities: NDArray[np.float32], weights: Mapping[str, float]
    ) -> Numbers:
        """The row of each entry that shows best why it was found.

        The most similar one: of the views that count, and of the short among them, if there are
        such. `similarities` and `weights` as for `entry_scores`.
        """
        share, own = self._counted(weights)
        short = own & np.array([view not in LONG_VIEWS for view in self._views])
        preferred = (share > 0).astype(float) + short
        rows = self.rows_of(entries)
        of_entry = np.repeat(np.arange(len(entries)), self._sizes[entries])
        order = np.lexsort((-similarities, -preferred[self._view_of_row[rows]], of_entry))
        return rows[order[_starts(self._sizes[entries])]]

    def _counted(self, weights: Mapping[str, float]) -> tuple[Scores, NDArray[np.bool_]]:
        """The weight of each view, and whether it counts and is an entry's own."""
        share = np.array([weights.get(view, 1.0) for view in self._views])
        own = np.array([view not in SHARED_VIEWS for view in self._views]) & (share > 0)
        return share, own


def _starts(sizes: Numbers) -> Numbers:
    """Where runs of these sizes begin when they follow each other."""
    return np.cumsum(sizes) - sizes


def _ranges(starts: Numbers, ends: Numbers) -> Numbers:
    """The whole numbers of each range, range after range."""
    sizes = ends - starts
    return np.arange(sizes.sum()) + np.repeat(starts - _starts(sizes), sizes)
