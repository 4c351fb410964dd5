"""A question set and the request that it answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from content import Question


@dataclass(frozen=True)
class SetRequest:
    """What a recruiter asks for.

    `theme` is free text. Either `count` or `minutes` or both limit the set; with neither, every
    relevant question may come, up to a default count. `difficulties` and `kinds` limit what may be
    drawn (empty: no limit; difficulties named in the theme's own words, such as "junior", are used
    when none are given). `pinned` ids always come, first; `excluded` ids never do. The same request
    and bank give the same set; another `seed` gives another choice among near-equals.
    """

    theme: str
    count: int | None = None
    minutes: int | None = None
    difficulties: frozenset[int] = field(default_factory=frozenset)
    kinds: frozenset[str] = field(default_factory=frozenset)
    seed: int = 0
    pinned: tuple[str, ...] = ()
    excluded: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class SetItem:
    """One question of a set; `relevance` to the theme is a mean cosine, `minutes` its share of time."""

    question: Question
    relevance: float
    minutes: int
    pinned: bool = False


@dataclass(frozen=True)
class QuestionSet:
    """The questions in the order to ask them. `notes` say, for a person, which wish was not met and why."""

    request: SetRequest
    items: tuple[SetItem, ...]
    notes: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """Total time of the set in minutes."""
        return sum(item.minutes for item in self.items)
