"""Which entries share words with a query: Okapi BM25 over the folded words of their texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.entry_table import SHARED_VIEWS, EntryTable
from index.folded_words import folded

MARKED_SHARE = 0.25
"""A word that more than this share of the entries have says nothing about why one was found."""

_NO_WORD = "\0"
"""Stands for the words of entries without any: bm25s takes no empty collection."""


class LexicalIndex:
    """The words of entries. Cheap to make; the words are read on first use."""

    def __init__(self, table: EntryTable, entries: int) -> None:
        self._table = table
        self._entries = entries

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """The BM25 of every entry for distinct folded words, 0 or more, shape (entries,).

        Robertson & Zaragoza, The Probabilistic Relevance Framework (2009), with k1 1.5 and b 0.75.
        """
        known = [term for term in dict.fromkeys(terms) if term in self._frequency]
        if not known:
            return np.zeros(self._entries, dtype=np.float32)
        scores: NDArray[np.float32] = self._bm25.get_scores(known)
        return scores

    def unknown_share(self, terms: Sequence[str]) -> float:
        """The share, by inverse document frequency, of distinct folded words that no entry has.

        In [0, 1]; 1 for a text without words.
        """
        weights = {term: self._rarity(term) for term in terms}
        unknown = sum(weight for term, weight in weights.items() if term not in self._frequency)
        return unknown / sum(weights.values()) if weights else 1.0

    def telling(self, term: str) -> bool:
        """Whether few enough entries have a folded word for it to say why one was found."""
        return self._frequency[term] <= max(MARKED_SHARE * self._entries, 1)

    def _rarity(self, term: str) -> float:
        """Inverse document frequency as BM25 has it, above 0."""
        count = self._frequency[term]
        return log(1 + (self._entries - count + 0.5) / (count + 0.5))

    @cached_property
    def _words(self) -> list[list[str]]:
        words: list[list[str]] = [[] for _ in range(self._entries)]
        for row in self._table.rows:
            if row.view not in SHARED_VIEWS:
                words[row.entry] += folded(row.text)
        return words

    @cached_property
    def _frequency(self) -> Counter[str]:
        """In how many entries each word is."""
        return Counter(word for words in self._words for word in set(words))

    @cached_property
    def _bm25(self) -> Any:
        import bm25s

        index = bm25s.BM25()
        index.index([words or [_NO_WORD] for words in self._words], show_progress=False)
        return index
