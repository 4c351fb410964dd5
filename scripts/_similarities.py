"""How like queries are to entries, all at once: what a choice of search's constants starts from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from _kept_vectors import kept_vectors
from index import SAME_WORDS, Encoder, Entry, EntryTable, LexicalIndex, Understood

SHARED_VIEWS = frozenset({"theme", "kind"})
"""Views whose texts many entries share, so that a text like the query means no single one."""

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Similarities:
    """`cosines`: of the text of each view that is closest, shape (queries, entries, views); NaN
    where an entry has no such text. `bm25`: over an entry's own texts, shape (queries, entries).
    """

    views: tuple[str, ...]
    cosines: Values
    bm25: Values

    @classmethod
    def of(
        cls, queries: Sequence[Understood], entries: Sequence[Entry], encoder: Encoder
    ) -> Similarities:
        """The similarities of these queries to these entries; encodes what it has not yet."""
        views = tuple(dict.fromkeys(view for entry in entries for view, _ in entry.views))
        texts: list[str] = []
        starts: list[int] = []
        places: list[tuple[int, int]] = []
        for number, entry in enumerate(entries):
            for view, own in entry.views:
                if own:
                    starts.append(len(texts))
                    places.append((number, views.index(view)))
                    texts.extend(own)
        table = np.dot(
            encoder.encode([query.text for query in queries]), kept_vectors(texts, encoder).T
        )
        cosines = np.full((len(queries), len(entries), len(views)), np.nan)
        cosines[:, *np.transpose(places)] = np.maximum.reduceat(table, starts, axis=1)
        lexical = LexicalIndex(EntryTable(entries), len(entries))
        words = np.array([lexical.scores(query.terms) for query in queries], dtype=float)
        return cls(views, cosines, words)

    def dense(self, weights: Mapping[str, float]) -> Values:
        """`SearchIndex`'s score by meaning, shape (queries, entries): the weighted mean over the
        views, 1 for a view that is not named; a text that is the query counts alone.
        """
        shares = np.array([weights.get(view, 1.0) for view in self.views])
        held = ~np.isnan(self.cosines)
        mean: Values = np.nansum(self.cosines * shares, axis=2) / (held @ shares)
        own = [view not in SHARED_VIEWS for view in self.views]
        best = np.nanmax(self.cosines[:, :, own], axis=2)
        return np.where(best >= SAME_WORDS, best, mean)

    def fused(self, weights: Mapping[str, float], fusion: float) -> Values:
        """`dense` and BM25 over the query's highest, in shares of 1 - `fusion` and `fusion`
        (Bruch et al., An Analysis of Fusion Functions for Hybrid Retrieval, 2023).
        """
        highest = np.maximum(self.bm25.max(axis=1, keepdims=True), np.finfo(float).tiny)
        mixed: Values = (1 - fusion) * self.dense(weights) + fusion * self.bm25 / highest
        return mixed


def own_words(entry: Entry) -> str:
    """All texts of an entry but those that it shares with others."""
    return " ".join(t for view, texts in entry.views if view not in SHARED_VIEWS for t in texts)


def reciprocal_ranks(scores: Values, relevant: NDArray[np.bool_]) -> Values:
    """1 / rank of each query's first relevant entry; of equal scores the relevant one is last."""
    best = np.where(relevant, scores, -np.inf).max(axis=1, keepdims=True)
    ahead = ((scores >= best) & ~relevant).sum(axis=1)
    ranks: Values = 1 / (1 + ahead)
    return ranks
