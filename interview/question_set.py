"""A question set and the request that it answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from content import Question

DEFAULT_COUNT = 8
"""Questions in a set when neither count nor time is said: three quarters of an hour."""


@dataclass(frozen=True)
class SetRequest:
    """What a recruiter asks for.

    `theme` is free text; a count ("5 questions"), a time ("45 minutes"), a level ("junior") and
    what to leave out ("no deep learning") are understood in it, and the fields below overrule them.
    Either `count` or `minutes` or both limit the set; with neither, DEFAULT_COUNT does.
    `difficulties` and `kinds` limit what may be drawn (empty: no limit). `mix` asks for so many of
    each difficulty, as (difficulty, count) pairs. `pinned` ids always come, first; `excluded` ids
    never do. The same request and bank give the same set; seed 0 takes the best, another `seed`
    another choice among near-equals.
    """

    theme: str
    count: int | None = None
    minutes: int | None = None
    difficulties: frozenset[int] = field(default_factory=frozenset)
    kinds: frozenset[str] = field(default_factory=frozenset)
    mix: tuple[tuple[int, int], ...] = ()
    seed: int = 0
    pinned: tuple[str, ...] = ()
    excluded: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class SetItem:
    """One question of a set; `relevance` to the theme is a mean cosine, `minutes` its time."""

    question: Question
    relevance: float
    minutes: int
    pinned: bool = False


@dataclass(frozen=True)
class QuestionSet:
    """The questions in the order to ask them, and notes on wishes that could not be met."""

    request: SetRequest
    items: tuple[SetItem, ...]
    notes: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """Total time of the set in minutes."""
        return sum(item.minutes for item in self.items)
