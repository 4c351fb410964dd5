"""Understanding the words of a query by the words of the bank."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice

from index.abbreviations import found_abbreviations, merged_abbreviations
from index.bank_words import BankWords
from index.folded_words import WORD, folded, plain
from index.long_forms import LongForms, with_brackets
from index.understood import Understood
from index.word_reader import WordReader

MOST_WORDS = 100
"""Words of the longest query whose words are looked at; a longer text is no query but a document,
and its meaning does not hang on one word."""

MOST_EXPANDED = 8
"""Abbreviations of a query that are written out, the first ones."""


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
        known = merged_abbreviations(abbreviations, found_abbreviations(texts))
        written_out = (one for short, longs in abbreviations.items() for one in (short, *longs))
        bank = BankWords.of([*texts, *written_out])
        return cls(WordReader(bank, frozenset(common)), LongForms(known, bank.lower))

    def understood(self, query: str) -> Understood:
        """The query with its words read as the bank writes them. Takes any text."""
        words = list(WORD.finditer(query))
        if len(words) > MOST_WORDS:
            return Understood(query, tuple(folded(query)))
        text, changes = self._reader.read(query, words)
        shorts = self._long_forms.written_out(text)
        expansions = list(islice(self._long_forms.expansions(text, shorts), MOST_EXPANDED))
        terms = folded(text)
        expanded = (word for found in expansions for word in found.words)
        others = self._reader.also_written([plain(word) for word in WORD.findall(text)])
        for added in (*others, *shorts, *expanded):
            terms += [term for term in folded(added) if term not in terms]
        return Understood(
            text=with_brackets(text, expansions),
            terms=tuple(terms),
            changes=(*changes, *(found.change for found in expansions)),
        )
