"""What the abbreviations of a query stand for, and the abbreviations of what it writes out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.folded_words import HYPHENS, WORD, folded, plain
from index.understood import Change, ChangeKind

_PLURAL = "s"


@dataclass(frozen=True)
class Expansion:
    """An abbreviation where it stands in a text, its entry and what it stands for."""

    start: int
    end: int
    written: str
    short: str
    longs: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All that the abbreviation can be found by."""
        return (self.short, *self.longs)

    @property
    def change(self) -> Change:
        """What people are told."""
        return Change(self.written, " or ".join(self.longs), ChangeKind.ABBREVIATION)


class LongForms:
    """Abbreviations of a field, looked up both ways."""

    def __init__(
        self, abbreviations: Mapping[str, Sequence[str]], lower: Collection[str] = frozenset()
    ) -> None:
        """`lower`: words, such as "map", that are no abbreviation where they are in lower case."""
        self._shorts: dict[str, str] = {}
        self._longs: dict[str, tuple[str, ...]] = {}
        self._exact = {short: tuple(longs) for short, longs in abbreviations.items()}
        self._lower = lower
        self._begun: dict[str, list[tuple[list[str], str]]] = {}
        for short, longs in abbreviations.items():
            self._shorts.setdefault(_letters(short), short)
            self._longs.setdefault(_letters(short), tuple(longs))
            for words in filter(None, map(_parts, longs)):
                self._begun.setdefault(words[0], []).append((words, short))

    def expansions(self, text: str, but: Collection[str] = ()) -> Iterator[Expansion]:
        """The abbreviations of a text, each once; `but`: short forms that are left out."""
        seen = set(but)
        for match in WORD.finditer(text):
            found = self._entry(match.group()) or self._entry(match.group().removesuffix(_PLURAL))
            if found and found[0] not in seen:
                seen.add(found[0])
                yield Expansion(match.start(), match.end(), match.group(), *found)

    def written_out(self, text: str) -> list[str]:
        """The short forms of the long forms that a text has, in its order, each once."""
        words = _parts(text)
        return list(dict.fromkeys(self._shorts_at(words)))

    def _entry(self, written: str) -> tuple[str, tuple[str, ...]] | None:
        """The short form that a word is, as it is listed, and its long forms."""
        if written in self._exact:
            return written, self._exact[written]
        letters = _letters(written)
        if letters not in self._longs or (letters in self._lower and not written.isupper()):
            return None
        return self._shorts[letters], self._longs[letters]

    def _shorts_at(self, words: Sequence[str]) -> Iterator[str]:
        for at, word in enumerate(words):
            for long, short in self._begun.get(word, ()):
                if words[at : at + len(long)] == long:
                    yield short


def with_brackets(text: str, expansions: Sequence[Expansion]) -> str:
    """The text with what each abbreviation most usually stands for behind it, in brackets.

    On the 114 ways of asking in the machine-learning pack that have an abbreviation, searched
    without their own texts, MRR is 0.771 against 0.752 without, and 0.755 with all at the end.
    """
    for found in reversed(expansions):
        text = f"{text[: found.end]} ({found.longs[0]}){text[found.end :]}"
    return text


def _letters(short: str) -> str:
    return HYPHENS.sub("", plain(short))


def _parts(text: str) -> list[str]:
    """Folded words, without the wholes of those with hyphens."""
    return folded(HYPHENS.sub(" ", text))
