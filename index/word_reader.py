"""Reading the words of a query as a bank writes them: spelled right, joined or parted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.bank_words import BankWords
from index.edits import allowed_edits
from index.folded_words import HYPHENS, LONGEST, bare, plain, stem
from index.spelling import SHORTEST, Spelling
from index.understood import Change, ChangeKind

LONGEST_ACRONYM = 5
"""Letters of the longest word that is taken for a name when it is written in capitals."""

HABIT = 2
"""Uses of a word with a hyphen from which it is the bank's way of writing it."""

LONGEST_FRAGMENT = 2
"""Letters of the longest entry in the list of common words that may be a fragment: un, re."""

LEAST_PART = 2
"""Fewest letters of each of two words that are one in the bank without a hyphen."""

_CODE_BEFORE = frozenset(".@/\\=$#&<>{[:~%_")
_CODE_AFTER = re.compile(r"[(\[{=@\\$<_]|[.:/]\w")


@dataclass(frozen=True)
class Piece:
    """A part of a query, by its place, that is read as something else.

    `kind` is None for a word that nobody knows and nothing is near to.
    """

    start: int
    end: int
    read: str
    kind: ChangeKind | None


class WordReader:
    """Reads words by what the bank writes. A word of the bank is always read as itself."""

    def __init__(self, bank: BankWords, common: Collection[str]) -> None:
        self._bank = bank
        self._common = common
        self._spelling = Spelling(dict.fromkeys(bank.compounds, 1) | bank.counts, common)

    def read(self, query: str, words: Sequence[re.Match[str]]) -> tuple[str, list[Change]]:
        """The query as it is read, and what was changed. `words`: the matches of WORD in it."""
        pieces = list(self._pieces(query, words))
        misspelt = sum(piece.kind is ChangeKind.SPELLING for piece in pieces)
        foreign = sum(piece.kind is None for piece in pieces) > misspelt
        text, at, changes = "", 0, []
        for piece in pieces:
            if piece.kind and not (foreign and piece.kind is ChangeKind.SPELLING):
                text += query[at : piece.start] + piece.read
                at = piece.end
                changes.append(Change(query[piece.start : at], piece.read, piece.kind))
        return text + query[at:], changes

    def also_written(self, words: Sequence[str]) -> Iterator[str]:
        """Other ways in which the bank writes plain words of a query: data set and dataset."""
        for one, two in pairwise(words):
            if one + two in self._bank.alone:
                yield one + two
        for word in words:
            yield from self._parted(word)

    def _pieces(self, query: str, words: Sequence[re.Match[str]]) -> Iterator[Piece]:
        at = 0
        while at < len(words):
            word = words[at]
            after = words[at + 1] if at + 1 < len(words) else None
            joined = after and self._joined(query, word, after)
            if after and joined:
                yield Piece(word.start(), after.end(), joined, ChangeKind.JOINING)
                at += 2
                continue
            if not _is_code(query, word):
                yield from self._of_one(query, word)
            at += 1

    def _joined(self, query: str, first: re.Match[str], second: re.Match[str]) -> str | None:
        """How the bank writes two words as one, where it never writes them apart."""
        if not query[first.end() : second.start()].isspace():
            return None
        one, two = plain(first.group()), plain(second.group())
        both = one + two
        if (one, two) in self._bank.pairs:
            return None
        if both in self._bank.compounds:
            compound = self._bank.compounds[both]
            return compound if self._bank.counts[plain(compound)] >= HABIT else None
        is_long = min(len(one), len(two)) >= LEAST_PART
        if both in self._bank.alone and both.isalpha() and is_long:
            return self._bank.forms[both] if self._are_one(one, two) else None
        return None

    def _are_one(self, one: str, two: str) -> bool:
        """Whether two words that make one of the bank are meant as one.

        Two words that make one of common English may well be meant as two ("not able", "a part"),
        unless one of them is a fragment ("un certain").
        """
        return one + two not in self._common or self._is_fragment(one) or self._is_fragment(two)

    def _is_fragment(self, word: str) -> bool:
        """Whether the bank never uses a word by itself, and it is a mere syllable or unknown."""
        is_word = word in self._common and len(word) > LONGEST_FRAGMENT
        return not is_word and word not in self._bank.alone

    def _of_one(self, query: str, match: re.Match[str]) -> Iterator[Piece]:
        written = bare(match.group())
        start, end = match.start(), match.start() + len(written)
        word = plain(written)
        if word in self._bank.counts or word in self._common or len(word) > LONGEST:
            return
        parts = HYPHENS.split(word)
        joined = self._as_written("".join(parts), parted=len(parts) == 1)
        if joined and plain(joined) != word:
            yield Piece(start, end, joined, ChangeKind.JOINING)
        elif len(parts) > 1:
            yield from self._of_parts(query, written, start)
        elif not joined:
            yield from self._spelled(query, written, start)

    def _as_written(self, letters: str, parted: bool) -> str | None:
        """How the bank writes a word: as one, with a hyphen or, if it may be parted, as two."""
        if letters in self._bank.alone:
            return self._bank.forms[letters]
        if letters in self._bank.compounds:
            return self._bank.compounds[letters]
        return next(self._parted(letters), None) if parted else None

    def _parted(self, word: str) -> Iterator[str]:
        """The two words that the bank writes for one, those that it uses most first."""
        counts = self._bank.counts
        splits = range(LEAST_PART, min(len(word) - LEAST_PART, LONGEST) + 1)
        pairs = [(word[:at], word[at:]) for at in splits]
        found = [pair for pair in pairs if pair in self._bank.pairs]
        yield from map(" ".join, sorted(found, key=lambda pair: -min(counts[one] for one in pair)))

    def _of_parts(self, query: str, written: str, start: int) -> Iterator[Piece]:
        for part in re.finditer(rf"(?:(?!{HYPHENS.pattern}).)+", written):
            yield from self._spelled(query, part.group(), start + part.start())

    def _spelled(self, query: str, written: str, start: int) -> Iterator[Piece]:
        word = plain(written)
        end = start + len(written)
        if _is_name(written) or self._spelling.is_known(word):
            return
        if self._spelling.is_form_of_known(word):
            near = self._other_form(word)
            if near is None:
                return
        else:
            edits = 1 if _is_capital_inside(query, start) else allowed_edits(word)
            near = self._spelling.nearest(word, edits)
        if near is None:
            yield Piece(start, end, written, None)
        else:
            read = self._bank.forms.get(near) or self._bank.compounds.get(near, near)
            yield Piece(start, end, read, ChangeKind.SPELLING)

    def _other_form(self, word: str) -> str | None:
        """The word of the bank that embeding was meant to be; None for overfits, an ending away."""
        near = self._spelling.nearest(word, 1)
        if (
            near is None
            or stem(near) != stem(word)
            or near.startswith(word)
            or word.startswith(near)
        ):
            return None
        return near


def _is_code(query: str, word: re.Match[str]) -> bool:
    """Whether a word is part of code, a path, an address or a formula."""
    before = query[word.start() - 1 : word.start()]
    return before in _CODE_BEFORE or _CODE_AFTER.match(query, word.end()) is not None


def _is_name(word: str) -> bool:
    """Whether a word is written as names are: SMOTE, PyTorch."""
    if word.isupper():
        return len(word) <= LONGEST_ACRONYM
    return not word[1:].islower() and len(word) >= SHORTEST


def _is_capital_inside(query: str, start: int) -> bool:
    """Whether a word has a capital that does not come from the start of a sentence."""
    before = query[:start].rstrip()
    return query[start].isupper() and bool(before) and before[-1] not in ".?!:"
