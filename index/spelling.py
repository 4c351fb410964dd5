"""Reading a misspelt word as the word of the bank that is nearest to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import DamerauLevenshtein

from index.edits import is_plausible
from index.folded_words import LONGEST, stem

SHORTEST = 4
"""Letters of the shortest word that may be misspelt: too many words are near to a shorter one."""

_PREFIX = 2
"""Letters of the shortest beginning that makes a new word of a known one, as in re-sampling."""

_ENDINGS = ("er", "ers", "ier", "or", "ors", "est", "iest")
"""Of those who do, of what does, and of degrees."""

_BITS = 64
"""Width of a signature."""


class Spelling:
    """The words of a bank, to find the one that a misspelt word was meant to be."""

    def __init__(self, counts: Mapping[str, int], common: Collection[str]) -> None:
        """`counts`: the bank's words in plain form and how often each is used. `common`: words
        that are right though the bank has none of them; without any, every word is taken as right.
        """
        self._counts = counts
        self._common = common
        self._stems = {stem(word) for words in (counts, common) for word in words}
        self._words = [
            word for word in counts if word.isalpha() and SHORTEST <= len(word) <= LONGEST
        ]
        self._lengths = np.array([len(word) for word in self._words], dtype=np.int64)
        self._signatures = _signatures(self._words)
        self.nearest = lru_cache(maxsize=1 << 12)(self._nearest)

    def is_known(self, word: str) -> bool:
        """Whether a plain word, what it is derived from or the two that it is made of are known.

        What cannot be judged counts as known: short words, long ones and those that have other
        signs than the letters a to z.
        """
        if not self._common or not SHORTEST <= len(word) <= LONGEST:
            return True
        if not (word.isascii() and word.isalpha()):
            return True
        return self._has(word) or self._is_made_of_two(word) or self._is_agent_or_degree(word)

    def is_form_of_known(self, word: str) -> bool:
        """Whether a plain word has the stem of a known one, as overfits has that of overfitting."""
        return stem(word) in self._stems

    def _nearest(self, word: str, edits: int) -> str | None:
        """The bank's word at most so many edits away: nearest, then most used; None without one.

        An edit adds, drops or changes a letter, or swaps two.
        """
        best: tuple[int, int, str] | None = None
        for candidate in self._candidates(word, edits):
            distance = DamerauLevenshtein.distance(word, candidate, score_cutoff=edits)
            if distance <= edits and is_plausible(word, candidate, distance):
                found = (distance, -self._counts[candidate], candidate)
                best = min(best, found) if best else found
        return best[2] if best else None

    def _candidates(self, word: str, edits: int) -> list[str]:
        """Words of such a length and such letters that so few edits may suffice."""
        signature = _signatures([word])[0]
        lost = np.bitwise_count(self._signatures & ~signature)
        won = np.bitwise_count(signature & ~self._signatures)
        near = np.abs(self._lengths - len(word)) <= edits
        return [self._words[at] for at in np.flatnonzero(near & (lost <= edits) & (won <= edits))]

    def _has(self, word: str) -> bool:
        return word in self._counts or word in self._common

    def _is_made_of_two(self, word: str) -> bool:
        return any(
            self._has(word[at:]) and self._has(word[:at])
            for at in range(_PREFIX, len(word) - SHORTEST + 1)
        )

    def _is_agent_or_degree(self, word: str) -> bool:
        """Whether it is a known word with an ending that the stemmer leaves: helper, toughest."""
        bases = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
        return any(self._has(base + vowel) for base in bases for vowel in ("", "e", "y"))


def _signatures(words: list[str]) -> NDArray[np.uint64]:
    """Which letters each word has, as bits, shape (words,).

    One edit takes at most one bit away and adds at most one.
    """
    if not words:
        return np.zeros(0, dtype=np.uint64)
    table = np.array(words)
    codes = table.view(np.uint32).reshape(len(words), -1)
    bits = np.left_shift(np.uint64(1), (codes % _BITS).astype(np.uint64))
    signatures: NDArray[np.uint64] = np.bitwise_or.reduce(bits * (codes > 0), axis=1)
    return signatures
