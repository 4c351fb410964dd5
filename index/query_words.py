"""Understanding the words of a query by the words of the bank."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from index.folded_words import folded
from index.understood import Understood


class QueryWords:
    """The words of a bank, by which the words of a query are understood."""

    @classmethod
    def of(
        cls,
        texts: Iterable[str],
        abbreviations: Mapping[str, Sequence[str]],
        common: Collection[str] = frozenset(),
    ) -> QueryWords:
        """`abbreviations`: long forms by short form. `common`: words of common English, see
        `common_words`; a word of these is never taken for a misspelt one.
        """
        return cls()

    def understood(self, query: str) -> Understood:
        """The query with its words read as the bank writes them."""
        return Understood(query, tuple(folded(query)))
