"""Reading a misspelt word as the word of the bank that is nearest to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.edits import is_plausible
from index.folded_words import LONGEST, stem

SHORTEST = 4
"""Letters of the shortest word that may be misspelt: too many words are near to a shorter one."""

_PREFIX = 2
"""Letters of the shortest beginning that makes a new word of a known one, as in re-sampling."""

_ENDINGS = ("er", "ers", "ier", "or", "ors", "est", "iest")
"""Of those who do, of what does, and of degrees."""


class Spelling:
    """The words of a bank, to find the one that a misspelt word was meant to be."""

    def __init__(self, counts: Mapping[str, int], common: Collection[str]) -> None:
        """`counts`: the bank's words in plain form and how often each is used. `common`: words
        that are right though the bank has none of them; without any, every word is taken as right.
        """
        self._counts = counts
        self._common = common
        self._stems = {stem(word) for words in (counts, common) for word in words}
        self._groups: dict[tuple[str, int], list[str]] = {}
        for word in counts:
            if word.isalpha() and SHORTEST <= len(word) <= LONGEST:
                self._groups.setdefault((word[0], len(word)), []).append(word)
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
        """The bank's word at most so many edits away, or None.

        An edit adds, drops or changes a letter, or swaps two. The fewest edits win, then the same
        letters in another order, then the word that the bank uses most.
        """
        best: tuple[int, bool, int, str] | None = None
        for near, distance in self._candidates(word, edits):
            if is_plausible(word, near, distance):
                found = (distance, sorted(near) != sorted(word), -self._counts[near], near)
                best = min(best, found) if best else found
        return best[-1] if best else None

    def _candidates(self, word: str, edits: int) -> Iterator[tuple[str, int]]:
        """Words so few edits away that begin alike or with the first two letters swapped."""
        alike = [(word[0], len(word) + more) for more in range(-edits, edits + 1)]
        swapped = [(word[1], len(word))] if word[0] != word[1] else []
        for group in (*alike, *swapped):
            found = process.extract(
                word,
                self._groups.get(group, ()),
                scorer=OSA.distance,
                score_cutoff=edits,
                limit=None,
            )
            yield from ((near, int(distance)) for near, distance, _ in found)

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
