"""Ranking by shared words: BM25, beside which search by meaning is measured."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import bm25s
import numpy as np
from nltk.stem.porter import PorterStemmer
from numpy.typing import NDArray

Scores = NDArray[np.float64]


class Bm25:
    """BM25 (Robertson et al. 1994, in Lucene's form) by bm25s with its own constants, over words
    without English stop words and with Porter's stems.
    """

    def __init__(self, documents: Sequence[str]) -> None:
        self._size = len(documents)
        self._index = bm25s.BM25()
        self._index.index(folded_words(documents), show_progress=False)

    def scores(self, queries: Sequence[str]) -> Scores:
        """Scores of at least 0, shape (queries, documents); 0 where no word is shared."""
        made = np.zeros((len(queries), self._size))
        for row, terms in zip(made, folded_words(queries), strict=True):
            if terms:
                row[:] = self._index.get_scores(terms)
        return made


def folded_words(texts: Sequence[str]) -> list[list[str]]:
    """Each text's words of two letters and more, in order: lower case, without stop words, as
    Porter's stems.
    """
    terms: list[list[str]] = bm25s.tokenize(
        list(texts), stemmer=_stems, return_ids=False, show_progress=False
    )
    return terms


def _stems(words: list[str]) -> list[str]:
    return [_stem(word) for word in words]


@cache
def _stem(word: str) -> str:
    stem: str = PorterStemmer().stem(word)
    return stem
