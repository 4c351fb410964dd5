"""Search by meaning over entries that each have several texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.encoder import Encoder, Vectors
from index.entry import Entry
from index.errors import SearchError
from index.hits import Filters, Hit
from index.vector_store import VectorStore

CANDIDATE_ROWS = 2000
"""Nearest texts whose entries are scored in full. A bank of 150 questions is scored whole."""

QUERY_WEIGHTS: Mapping[str, float] = {"theme": 0.5, "kind": 0.0}
"""Weights of views for a search query; a view that is not named has 1. Chosen on the 51 search
queries of the graded data: MRR 0.908, against 0.886 without the theme and 0.893 with it in full
(`make accuracy` prints the first)."""

SAME_WORDS = 0.98
"""Cosine from which a text says just what the query says, so that its entry is the one meant."""

SHARED_VIEWS = frozenset({"theme", "kind"})
"""Views whose texts many entries share, so that they mean no single one."""

THEME_WEIGHTS: Mapping[str, float] = {"theme": 2.0, "kind": 2.0}
"""Weights of views for a recruiter's theme. Chosen on the 7 themes of the graded data: 19 of 31
relevant questions drawn and no unwanted one, against 16 and 1 with theme 1 and kind 0."""


@dataclass(frozen=True)
class _Row:
    """Where one text of the index belongs."""

    entry: int
    view: str
    text: str


def entry_rows(entries: Sequence[Entry]) -> Iterator[_Row]:
    """Every text of the entries, in order: the rows of their matrix of vectors."""
    for number, entry in enumerate(entries):
        for view, texts in entry.views:
            yield from (_Row(number, view, text) for text in texts)


class SearchIndex:
    """Finds entries by meaning.

    An entry's score is a weighted mean over its views; a view counts by its text that is closest to
    the query. An entry with a text that is the query itself scores as high as that text. Averaging
    beats the single best text: a question that is close in every way is a better find than one with
    a single lucky sentence (docs/decisions/0002-search-by-views.md).
    """

    def __init__(
        self, entries: Sequence[Entry], vectors: Vectors, encoder: Encoder, store: VectorStore
    ) -> None:
        """`vectors`: of the texts of `entry_rows(entries)`, in that order; `store` is empty."""
        self._entries = tuple(entries)
        self._numbers = {entry.id: number for number, entry in enumerate(entries)}
        self._rows = tuple(entry_rows(entries))
        if len(self._rows) != len(vectors):
            raise ValueError(f"{len(vectors)} vectors for {len(self._rows)} texts")
        self._rows_of: list[list[int]] = [[] for _ in entries]
        for number, row in enumerate(self._rows):
            self._rows_of[row.entry].append(number)
        self._encoder = encoder
        self._store = store
        store.add(range(len(self._rows)), vectors)

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
        return [self._nearest(vector, k, filters or Filters(), weights) for vector in vectors]

    def related(self, entry_id: str, k: int = 4) -> list[Hit]:
        """The k entries closest to this one, without it. Raises SearchError for an unknown id."""
        _check_results(k)
        vector = self.centroids([entry_id])[0]
        hits = self._nearest(vector, k + 1, Filters(), QUERY_WEIGHTS)
        return [hit for hit in hits if hit.id != entry_id][:k]

    def centroids(self, entry_ids: Sequence[str]) -> Vectors:
        """Unit mean of each entry's vectors, shape (len(entry_ids), dimension).

        Views that do not count in a query do not count here.
        """
        unknown = [entry_id for entry_id in entry_ids if entry_id not in self._numbers]
        if unknown:
            raise SearchError(f"no entry has the id {unknown[0]!r}")
        rows = (
            [row for row in self._rows_of[self._numbers[entry_id]] if self._counts(row)]
            for entry_id in entry_ids
        )
        means = np.stack([self._store.vectors(of_entry).mean(axis=0) for of_entry in rows])
        unit: Vectors = means / np.linalg.norm(means, axis=1, keepdims=True)
        return unit

    def _nearest(
        self, vector: Vectors, k: int, filters: Filters, weights: Mapping[str, float]
    ) -> list[Hit]:
        allowed = self._allowed(filters)
        # So many rows hold at least k entries, whichever they are.
        rows = max(CANDIDATE_ROWS, k * max(map(len, self._rows_of), default=1))
        found = self._store.search(vector[np.newaxis], rows, allowed)[0]
        scores = {neighbour.row: neighbour.score for neighbour in found}
        candidates = sorted({self._rows[row].entry for row in scores})
        rest = [r for number in candidates for r in self._rows_of[number] if r not in scores]
        scores.update(zip(rest, map(float, self._store.vectors(rest) @ vector), strict=True))
        hits = [self._hit(number, scores, weights) for number in candidates]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))[:k]

    def _counts(self, row: int) -> bool:
        return QUERY_WEIGHTS.get(self._rows[row].view, 1.0) > 0

    def _allowed(self, filters: Filters) -> list[int] | None:
        if filters == Filters():
            return None
        passing = (n for n, entry in enumerate(self._entries) if _passes(entry, filters))
        return [row for number in passing for row in self._rows_of[number]]

    def _hit(self, number: int, scores: Mapping[int, float], weights: Mapping[str, float]) -> Hit:
        best: dict[str, float] = {}
        for row in self._rows_of[number]:
            view = self._rows[row].view
            best[view] = max(best.get(view, -1.0), scores[row])
        shares = {view: weights.get(view, 1.0) for view in best}
        rows = [row for row in self._rows_of[number] if shares[self._rows[row].view] > 0]
        total = sum(shares.values())
        score = sum(shares[view] * value for view, value in best.items()) / total
        nearest = max(rows, key=lambda row: scores[row])
        closest = self._rows[nearest]
        if scores[nearest] >= SAME_WORDS and closest.view not in SHARED_VIEWS:
            score = scores[nearest]
        return Hit(self._entries[number].id, round(score, 6), closest.view, closest.text)


def _check_results(k: int) -> None:
    if k < 1:
        raise SearchError(f"asked for {k} results; ask for 1 or more")


def _passes(entry: Entry, filters: Filters) -> bool:
    return (
        (not filters.themes or entry.theme in filters.themes)
        and (not filters.kinds or entry.kind in filters.kinds)
        and (not filters.difficulties or entry.difficulty in filters.difficulties)
    )
