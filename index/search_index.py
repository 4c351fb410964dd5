"""Search by meaning, and by words, over entries that each have several texts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, Vectors
from index.entry import Entry
from index.entry_table import SAME_WORDS, EntryTable, Numbers
from index.errors import SearchError
from index.hits import Filters, Hit
from index.lexical_index import LexicalIndex
from index.query_words import QueryWords
from index.recent import Recent
from index.saved_vectors import VectorRows
from index.scope import NEAR_TEXTS, Scope
from index.understood import Understood
from index.vector_store import Searchable

CANDIDATE_ROWS = 200
"""Nearest texts whose entries are scored in full; a bank with no more texts is scored whole. The
ten best of 400 queries were the same as with all texts."""

CANDIDATE_ENTRIES = 100
"""Entries with the best words that are scored in full too."""

QUERY_WEIGHTS: Mapping[str, float] = {"also asked": 2.0, "theme": 0.5, "kind": 0.0}
"""Weights of views for a search query; a view that is not named has 1. Chosen, with LEXICAL_SHARE,
on the dev split of corpus/search with scripts/tune_search.py: MRR 0.808, against 0.748 without BM25
and 0.716 with other phrasings at 1 as well (docs/decisions/0008-search-by-words-too.md)."""

LEXICAL_SHARE = 0.1
"""Share of BM25 in a score, against meaning's."""

THEME_WEIGHTS: Mapping[str, float] = {"theme": 2.0, "kind": 2.0}
"""Weights of views for a recruiter's theme. Chosen on the 7 themes of the graded data, when
the bank held the guide's 50 questions alone: 19 of 31 relevant ones drawn and no unwanted one,
against 16 and 1 with theme 1 and kind 0."""

UNCOUNTED_VIEWS = frozenset({"kind"})
"""Views that do not count in what an entry is about as a whole."""

LEAST_WORDS = 1e-9
"""Keeps a division finite where no entry shares a word with the query."""

FILTERS_KEPT = 64
"""Filters whose passing entries are remembered."""

DIGITS = 6
"""Digits of a score after its point; entries that agree in them come in order of their id."""


REMEMBERED = 256
"""Searches whose results are remembered."""


class _Request(NamedTuple):
    """A query, and all else that its results depend on."""

    query: str
    k: int
    filters: Filters
    weights: tuple[tuple[str, float], ...]
    lexical: float
    anyway: bool


class SearchIndex:
    """Finds entries by meaning and by words.

    By meaning an entry's score is a weighted mean over its views (`EntryTable.entry_scores`):
    averaging beats the single best text, since a question that is close in every way is a better
    find than one with a single lucky sentence (docs/decisions/0002-search-by-views.md). Its words
    count by BM25 over that of the entry with the best words, and the two scores are mixed (Bruch,
    Gai & Ingber, An Analysis of Fusion Functions for Hybrid Retrieval, 2023).
    """

    def __init__(
        self,
        table: EntryTable,
        vectors: Vectors | VectorRows,
        encoder: Encoder,
        store: Searchable,
        abbreviations: Mapping[str, Sequence[str]] = MappingProxyType({}),
        common: Collection[str] = frozenset(),
        scope: Scope | None = None,
    ) -> None:
        """`vectors`: of the table's rows, in that order; `store` has those of its own rows, under
        their numbers, as `filled_store` puts them.

        `abbreviations` and `common` as `QueryWords.of` takes them, to read a query's words. Without
        `scope` no query is refused.
        """
        if len(table.rows) != len(vectors):
            raise ValueError(f"{len(vectors)} vectors for {len(table.rows)} texts")
        self._table = table
        self._entries = table.entries
        self._numbers = {entry.id: number for number, entry in enumerate(self._entries)}
        self._by_id = np.argsort(np.argsort([entry.id for entry in self._entries]))
        self._lexical = LexicalIndex(self._table, len(self._entries))
        self._vectors = VectorRows.of(vectors)
        self._encoder = encoder
        self._store = store
        self._abbreviations = abbreviations
        self._common = common
        self._scope = scope
        self._recent = Recent[_Request, tuple[Hit, ...]](REMEMBERED)
        self._no_words = np.zeros(len(self._entries), dtype=np.float32)
        self._passing = lru_cache(FILTERS_KEPT)(self._passing_entries)

    def search(
        self,
        query: str,
        k: int = 10,
        filters: Filters | None = None,
        weights: Mapping[str, float] = QUERY_WEIGHTS,
        lexical: float = LEXICAL_SHARE,
        anyway: bool = True,
    ) -> list[Hit]:
        """The k entries closest, best first. Raises SearchError for a blank query.

        Unless they are wanted `anyway`, none when nothing in the index is about the query.
        """
        return self.search_many([query], k, filters, weights, lexical, anyway)[0]

    def search_many(
        self,
        queries: Sequence[str],
        k: int = 10,
        filters: Filters | None = None,
        weights: Mapping[str, float] = QUERY_WEIGHTS,
        lexical: float = LEXICAL_SHARE,
        anyway: bool = True,
    ) -> list[list[Hit]]:
        """`search` for each query, encoded together."""
        for query in queries:
            if not query.strip():
                raise SearchError("the search is empty; write a few words of what to look for")
        if k < 1:
            raise SearchError(f"asked for {k} results; ask for 1 or more")
        how = (k, filters or Filters(), tuple(sorted(weights.items())), lexical, anyway)
        requests = [_Request(query, *how) for query in queries]
        return [list(hits) for hits in self._recent.of(requests, self._answers)]

    def _answers(self, requests: Sequence[_Request]) -> list[tuple[Hit, ...]]:
        read = [self.understood(request.query) for request in requests]
        vectors = self._encoder.encode([one.text for one in read])
        terms = [one.terms for one in read]
        return [tuple(self._found(*one)) for one in zip(requests, vectors, terms, strict=True)]

    def understood(self, query: str) -> Understood:
        """What a query is read as."""
        return self._words.understood(query)

    @cached_property
    def _words(self) -> QueryWords:
        return QueryWords.of(self._table.own_texts(), self._abbreviations, self._common)

    def centroids(self, entry_ids: Sequence[str]) -> Vectors:
        """Unit mean of each entry's vectors, shape (len(entry_ids), dimension).

        Texts that many entries share do not count.
        """
        unknown = [entry_id for entry_id in entry_ids if entry_id not in self._numbers]
        if unknown:
            raise SearchError(f"no entry has the id {unknown[0]!r}")
        means = np.stack([self._mean(self._numbers[entry_id]) for entry_id in entry_ids])
        unit: Vectors = means / np.linalg.norm(means, axis=1, keepdims=True)
        return unit

    def _mean(self, number: int) -> Vectors:
        rows = self._table.rows_of(np.array([number]))
        own = [self._table.rows[row].view not in UNCOUNTED_VIEWS for row in rows]
        mean: Vectors = self._vectors[rows[own] if any(own) else rows].mean(axis=0)
        return mean

    def _found(self, request: _Request, vector: Vectors, terms: Sequence[str]) -> Iterator[Hit]:
        passing, rows = self._passing(request.filters)
        # So many rows hold at least k entries, whichever they are.
        enough = max(CANDIDATE_ROWS, request.k * self._table.most_rows)
        everything = len(rows) == len(self._table.rows)
        near = None
        if len(rows) > enough:
            near = self._nearest_rows(vector, enough, None if everything else rows)
        if not request.anyway and not self._is_about(vector, terms, near if everything else None):
            return
        words = self._lexical.scores(terms) if request.lexical else self._no_words
        entries = passing if near is None else self._candidates(near, words, passing)
        if not len(entries):
            return
        weights = dict(request.weights)
        similarities = self._vectors.products(vector, self._table.rows_of(entries))
        meaning = self._table.entry_scores(entries, similarities, weights)
        best_words = max(float(words.max()), LEAST_WORDS)
        mixed = (1 - request.lexical) * meaning + request.lexical * words[entries] / best_words
        scores = np.round(np.where(meaning >= SAME_WORDS, meaning, mixed), DIGITS)
        best = np.lexsort((self._by_id[entries], -scores))[: request.k]
        found = entries[best]
        similarities = self._vectors.products(vector, self._table.rows_of(found))
        shown = self._table.shown_rows(found, similarities, weights)
        telling = frozenset(term for term in terms if self._lexical.telling(term))
        for row, score in zip(shown.tolist(), scores[best].tolist(), strict=True):
            of = self._table.rows[row]
            yield Hit(self._entries[of.entry].id, score, of.view, of.text, telling)

    def _candidates(self, near: Numbers, words: NDArray[np.floating], passing: Numbers) -> Numbers:
        """The entries to score: those of the nearest rows and those of best words."""
        reach = min(CANDIDATE_ENTRIES, len(passing))
        worded = passing[np.argpartition(-words[passing], reach - 1)[:reach]]
        return np.union1d(self._table.entry_of[near], worded[words[worded] > 0])

    def _nearest_rows(self, vector: Vectors, count: int, allowed: Numbers | None = None) -> Numbers:
        rows: Numbers = self._store.search(vector[np.newaxis], count, allowed).rows[0]
        return rows

    def _is_about(self, vector: Vectors, terms: Sequence[str], near: Numbers | None) -> bool:
        """`near` are the nearest rows of all, at least NEAR_TEXTS, if they are known."""
        if self._scope is None:
            return True
        if near is None:
            near = self._nearest_rows(vector, NEAR_TEXTS)
        nearest = self._vectors.products(vector, near[:NEAR_TEXTS])
        mean = float(self._centre @ vector)
        return self._scope.holds(nearest, mean, self._lexical.unknown_share(terms), vector)

    @cached_property
    def _centre(self) -> Vectors:
        """The mean of all vectors of entries' own texts."""
        own = self._vectors.chosen(self._table.own_rows())
        total = sum(block.sum(axis=0, dtype=float) for block in own.blocks())
        centre: Vectors = (total / len(own)).astype(np.float32)
        return centre

    def _passing_entries(self, filters: Filters) -> tuple[Numbers, Numbers]:
        """The numbers of the entries that pass and have a text, and of their rows."""
        numbers = [n for n, entry in enumerate(self._entries) if _passes(entry, filters)]
        passing = self._table.filled(np.array(numbers, dtype=np.int64))
        return passing, self._table.rows_of(passing)


def _passes(entry: Entry, filters: Filters) -> bool:
    return (
        (not filters.themes or entry.theme in filters.themes)
        and (not filters.kinds or entry.kind in filters.kinds)
        and (not filters.difficulties or entry.difficulty in filters.difficulties)
    )
