"""Understanding the words of a query by the words of the bank."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from index.abbreviations import found_abbreviations, merged_abbreviations
from index.bank_words import BankWords
from index.folded_words import WORD, folded
from index.long_forms import LongForms
from index.understood import Change, ChangeKind, Understood
from index.word_reader import WordReader

MOST_WORDS = 100
"""Words of the longest query whose words are looked at; a longer text is no query but a document,
and its meaning does not hang on one word."""


class QueryWords:
    """The words of a bank, by which the words of a query are understood."""

    def __init__(self, reader: WordReader, long_forms: LongForms) -> None:
        self._reader = reader
        self._long_forms = long_forms

    @classmethod
    def of(
        cls,
        texts: Iterable[str],
        abbreviations: Mapping[str, Sequence[str]],
        common: Collection[str] = frozenset(),
    ) -> QueryWords:
        """`abbreviations`: long forms by short form. `common`: words of common English, see
        `common_words`; without them nothing is taken for a misspelt word.
        """
        texts = list(texts)
        bank = BankWords.of(texts)
        known = merged_abbreviations(abbreviations, found_abbreviations(texts))
        return cls(WordReader(bank, common), LongForms(known, bank.lower))

    def understood(self, query: str) -> Understood:
        """The query with its words read as the bank writes them. Takes any text."""
        words = list(WORD.finditer(query))
        if len(words) > MOST_WORDS:
            return Understood(query, tuple(folded(query)))
        text, changes = self._reader.read(query, words)
        expanded = list(self._expanded(text))
        terms = folded(text)
        added = (
            folded(t) for t in (*(c.read for c in expanded), *self._long_forms.written_out(text))
        )
        terms += dict.fromkeys(term for one in added for term in one if term not in terms)
        return Understood(_with_brackets(text, expanded), tuple(terms), (*changes, *expanded))

    def _expanded(self, text: str) -> Iterator[Change]:
        """The abbreviations of a text that it does not write out itself."""
        written_out = self._long_forms.written_out(text)
        seen = set()
        for match in WORD.finditer(text):
            longs = self._long_forms.stands_for(match.group())
            if longs and longs not in seen:
                seen.add(longs)
                yield Change(match.group(), ", ".join(longs), ChangeKind.ABBREVIATION)


def _with_brackets(text: str, expanded: Sequence[Change]) -> str:
    for change in expanded:
        word = re.compile(rf"(?<!\w){re.escape(change.written)}(?!\w)")
        text = word.sub(lambda m: f"{m.group()} ({change.read})", text, count=1)
    return text
