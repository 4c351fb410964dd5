"""A question while somebody writes it: everything as typed, right or not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from content import Facet, Kind, Question

NORMAL_WEIGHT = 2
FIRST_DIFFICULTY = 2


@dataclass(frozen=True)
class ClaimRow:
    """One key concept as typed. `row` names it while it is edited, whatever its label becomes."""

    row: int
    label: str = ""
    claim: str = ""
    weight: int = NORMAL_WEIGHT
    core: bool = False
    facet: str = Facet.KNOWLEDGE.value


@dataclass(frozen=True)
class WrongRow:
    """One misconception as typed; `contradicts` is the row of a concept."""

    row: int
    claim: str = ""
    contradicts: int | None = None


@dataclass(frozen=True)
class AcceptedRow:
    """One accepted finding as typed."""

    row: int
    check: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Draft:
    """All fields of a question as typed; lists of lines are texts of one item a line.

    `serial` tells this draft from every other of the session; `origin` is the saved question that
    it began from and will take the place of, or None. `rows` is the next row that is free.
    """

    serial: int
    origin: Question | None = None
    id: str = ""
    seed_id: str = ""
    theme: str | None = None
    kind: str = Kind.CONCEPTUAL.value
    difficulty: int = FIRST_DIFFICULTY
    question: str = ""
    also_asked: str = ""
    reference: str = ""
    concepts: tuple[ClaimRow, ...] = ()
    misconceptions: tuple[WrongRow, ...] = ()
    follow_ups: str = ""
    tags: tuple[str, ...] = ()
    accepted: tuple[AcceptedRow, ...] = ()
    rows: int = 0

    def with_claim(self, **fields: Any) -> Draft:
        """The draft with one concept more; `fields` are those of ClaimRow."""
        concepts = (*self.concepts, ClaimRow(self.rows, **fields))
        return replace(self, concepts=concepts, rows=self.rows + 1)

    def filled(self, row: int, **fields: Any) -> Draft:
        """The draft with a new concept in the place of this one, also for what contradicts it.

        Its row is a new one: a browser would put what it holds of the old row over the fields.
        """
        wrong = (
            replace(item, contradicts=self.rows) if item.contradicts == row else item
            for item in self.misconceptions
        )
        new = ClaimRow(self.rows, **fields)
        return replace(
            self,
            concepts=tuple(new if item.row == row else item for item in self.concepts),
            misconceptions=tuple(wrong),
            rows=self.rows + 1,
        )

    def with_wrong(self) -> Draft:
        """The draft with one misconception more, still blank."""
        wrong = (*self.misconceptions, WrongRow(self.rows))
        return replace(self, misconceptions=wrong, rows=self.rows + 1)

    def with_accepted(self, **fields: Any) -> Draft:
        """The draft with one accepted finding more; `fields` are those of AcceptedRow."""
        accepted = (*self.accepted, AcceptedRow(self.rows, **fields))
        return replace(self, accepted=accepted, rows=self.rows + 1)

    def without(self, row: int) -> Draft:
        """The draft without the concept, misconception or acceptance of this row."""
        return replace(
            self,
            concepts=tuple(item for item in self.concepts if item.row != row),
            misconceptions=tuple(item for item in self.misconceptions if item.row != row),
            accepted=tuple(item for item in self.accepted if item.row != row),
        )


def lines(text: str) -> list[str]:
    """The lines of a text that are not blank."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def line_numbers(text: str) -> list[int]:
    """Where each of `lines` stands among all lines of the text, counted from 1."""
    return [number for number, line in enumerate(text.splitlines(), 1) if line.strip()]
