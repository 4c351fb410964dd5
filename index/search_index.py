"""Search by meaning over entries that each have several texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from index.encoder import Encoder, Vectors
from index.entry import Entry
from index.entry_table import EntryTable, Numbers
from index.errors import SearchError
from index.hits import Filters, Hit
from index.vector_store import VectorStore

CANDIDATE_ROWS = 2000
"""Nearest texts whose entries are scored in full; a bank with no more texts is scored whole."""

QUERY_WEIGHTS: Mapping[str, float] = {"theme": 0.5, "kind": 0.0}
"""Weights of views for a search query; a view that is not named has 1. Chosen on the 51 search
queries of the graded data: MRR 0.908, against 0.886 without the theme and 0.893 with it in full
(`make accuracy` prints the first)."""

THEME_WEIGHTS: Mapping[str, float] = {"theme": 2.0, "kind": 2.0}
"""Weights of views for a recruiter's theme. Chosen on the 7 themes of the graded data: 19 of 31
relevant questions drawn and no unwanted one, against 16 and 1 with theme 1 and kind 0."""

FILTERS_KEPT = 64
"""Filters whose passing entries are remembered."""


class SearchIndex:
    """Finds entries by meaning.

    An entry's score is a weighted mean over its views (`EntryTable.entry_scores`). Averaging beats
    the single best text: a question that is close in every way is a better find than one with a
    single lucky sentence (docs/decisions/0002-search-by-views.md).
    """

    def __init__(
        self, entries: Sequence[Entry], vectors: Vectors, encoder: Encoder, store: VectorStore
    ) -> None:
        """`vectors`: of the texts of `entry_rows(entries)`, in that order; `store` is empty."""
        self._entries = tuple(entries)
        self._numbers = {entry.id: number for number, entry in enumerate(entries)}
        self._table = EntryTable(entries)
        if len(self._table.rows) != len(vectors):
            raise ValueError(f"{len(vectors)} vectors for {len(self._table.rows)} texts")
        self._by_id = np.argsort(np.argsort([entry.id for entry in entries]))
        self._vectors = vectors
        self._encoder = encoder
        self._store = store
        self._passing = lru_cache(FILTERS_KEPT)(self._passing_entries)
        store.add(range(len(vectors)), vectors)

    def search(
        self,
        query: str,
        k: int = 10,
        filters: Filters | None = None,
        weights: Mapping[str, float] = QUERY_WEIGHTS,
    ) -> list[Hit]:
        """The k entries closest in meaning, best first. Raises SearchError for a blank query."""
        return self.search_many([query], k, filters, weights)[0]

    def search_many(
        self,
        queries: Sequence[str],
        k: int = 10,
        filters: Filters | None = None,
        weights: Mapping[str, float] = QUERY_WEIGHTS,
    ) -> list[list[Hit]]:
        """`search` for each query, encoded together."""
        for query in queries:
            if not query.strip():
                raise SearchError("the search is empty; write a few words of what to look for")
        _check_results(k)
        vectors = self._encoder.encode(queries)
        passing = self._passing(filters or Filters())
        return [self._nearest(vector, k, passing, weights) for vector in vectors]

    def related(self, entry_id: str, k: int = 4) -> list[Hit]:
        """The k entries closest to this one, without it. Raises SearchError for an unknown id."""
        _check_results(k)
        vector = self.centroids([entry_id])[0]
        hits = self._nearest(vector, k + 1, self._passing(Filters()), QUERY_WEIGHTS)
        return [hit for hit in hits if hit.id != entry_id][:k]

    def centroids(self, entry_ids: Sequence[str]) -> Vectors:
        """Unit mean of each entry's vectors, shape (len(entry_ids), dimension).

        Views that do not count in a query do not count here.
        """
        unknown = [entry_id for entry_id in entry_ids if entry_id not in self._numbers]
        if unknown:
            raise SearchError(f"no entry has the id {unknown[0]!r}")
        means = np.stack([self._mean(self._numbers[entry_id]) for entry_id in entry_ids])
        unit: Vectors = means / np.linalg.norm(means, axis=1, keepdims=True)
        return unit

    def _mean(self, number: int) -> Vectors:
        mean: Vectors = self._vectors[self._shown_rows(number, QUERY_WEIGHTS)].mean(axis=0)
        return mean

    def _nearest(
        self, vector: Vectors, k: int, passing: Numbers, weights: Mapping[str, float]
    ) -> list[Hit]:
        found = self._candidates(vector, k, passing)
        if not len(found):
            return []
        rows = self._table.rows_of(found)
        similarities = self._vectors[rows] @ vector
        scores = np.round(self._table.entry_scores(found, similarities, weights), 6)
        best = np.lexsort((self._by_id[found], -scores))[:k]
        return [self._hit(found[at], scores[at], vector, weights) for at in best]

    def _candidates(self, vector: Vectors, k: int, passing: Numbers) -> Numbers:
        """The entries to score: those of the nearest rows, so many that k entries are there."""
        rows = self._table.rows_of(passing)
        # So many rows hold at least k entries, whichever they are.
        enough = max(CANDIDATE_ROWS, k * self._table.most_rows)
        if len(rows) <= enough:
            return passing
        allowed = None if len(rows) == len(self._table.rows) else rows.tolist()
        found = self._store.search(vector[np.newaxis], enough, allowed)[0]
        near: Numbers = np.unique(self._table.entry_of[[neighbour.row for neighbour in found]])
        return near

    def _passing_entries(self, filters: Filters) -> Numbers:
        """The numbers of the entries that pass and have a text."""
        numbers = [n for n, entry in enumerate(self._entries) if _passes(entry, filters)]
        return self._table.filled(np.array(numbers, dtype=np.int64))

    def _hit(self, number: int, score: float, vector: Vectors, weights: Mapping[str, float]) -> Hit:
        rows = self._shown_rows(number, weights)
        nearest = self._table.rows[rows[int((self._vectors[rows] @ vector).argmax())]]
        return Hit(self._entries[number].id, float(score), nearest.view, nearest.text)

    def _shown_rows(self, number: int, weights: Mapping[str, float]) -> Numbers:
        """The rows of an entry whose views count."""
        rows = self._table.rows_of(np.array([number]))
        counting = [weights.get(self._table.rows[row].view, 1.0) > 0 for row in rows]
        return rows[counting]


def _check_results(k: int) -> None:
    if k < 1:
        raise SearchError(f"asked for {k} results; ask for 1 or more")


def _passes(entry: Entry, filters: Filters) -> bool:
    return (
        (not filters.themes or entry.theme in filters.themes)
        and (not filters.kinds or entry.kind in filters.kinds)
        and (not filters.difficulties or entry.difficulty in filters.difficulties)
    )
