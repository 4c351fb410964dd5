"""What a search takes and gives back."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.folded_words import marked_places


@dataclass(frozen=True)
class Filters:
    """Limits on what may be found. An empty set means no limit."""

    themes: frozenset[str] = field(default_factory=frozenset)
    kinds: frozenset[str] = field(default_factory=frozenset)
    difficulties: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Hit:
    """One item found.

    `score` is how close it is, in [-1, 1] (SearchIndex says how it is made); `text` is the one of
    its texts that lies closest to the query and `view` says which sort of text that is. `words` are
    the folded words of the query that say why something was found.
    """

    id: str
    score: float
    view: str
    text: str
    words: frozenset[str] = frozenset()

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """The places, `text[start:end]` in code points, of the words shared with the query."""
        return tuple(marked_places(self.text, self.words))
