"""What a search takes and gives back."""

from __future__ import annotations

from dataclasses import dataclass, field


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
    its texts that lies closest to the query and `view` says which sort of text that is. `marks` are
    the places, `text[start:end]` in characters, of the words that it shares with the query.
    """

    id: str
    score: float
    view: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()
