"""What the abbreviations of a query stand for, and the abbreviations of what it writes out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from index.folded_words import HYPHENS, folded, plain

_PLURAL = "s"


class LongForms:
    """Abbreviations of a field, looked up both ways."""

    def __init__(
        self, abbreviations: Mapping[str, Sequence[str]], lower: Collection[str] = frozenset()
    ) -> None:
        """`lower`: words of lower case, such as "map", that are no abbreviation unless written so."""
        self._shorts = {_letters(short): short for short in abbreviations}
        self._longs = {_letters(short): tuple(longs) for short, longs in abbreviations.items()}
        self._lower = lower
        self._begun: dict[str, list[tuple[list[str], str]]] = {}
        for short, longs in abbreviations.items():
            for words in filter(None, map(_parts, longs)):
                self._begun.setdefault(words[0], []).append((words, short))

    def stands_for(self, written: str) -> tuple[str, ...]:
        """The long forms of a word as it is written in a query; none when it is no abbreviation."""
        letters = _letters(written)
        if letters not in self._longs and letters.endswith(_PLURAL):
            letters, written = letters.removesuffix(_PLURAL), written[:-1]
        if letters not in self._longs:
            return ()
        if written != self._shorts[letters] and not written.isupper() and letters in self._lower:
            return ()
        return self._longs[letters]

    def written_out(self, text: str) -> list[str]:
        """The short forms of the long forms that a text has, in its order."""
        words = _parts(text)
        return list(dict.fromkeys(self._shorts_at(words)))

    def _shorts_at(self, words: Sequence[str]) -> Iterator[str]:
        for at, word in enumerate(words):
            for long, short in self._begun.get(word, ()):
                if words[at : at + len(long)] == long:
                    yield short


def _letters(short: str) -> str:
    return HYPHENS.sub("", plain(short))


def _parts(text: str) -> list[str]:
    """Folded words, without the wholes of those with hyphens."""
    return folded(re.sub(HYPHENS, " ", text))
