"""What a query is read as."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """Why words of a query are read as others."""

    SPELLING = "spelling"
    JOINING = "joining"
    ABBREVIATION = "abbreviation"


@dataclass(frozen=True)
class Change:
    """Words as they were written in a query, and as they are read.

    Of an abbreviation `read` is what it stands for; the abbreviation itself stays in the query.
    """

    written: str
    read: str
    kind: ChangeKind


@dataclass(frozen=True)
class Understood:
    """A query as it is read.

    `text` is what to encode: the query itself when there is nothing to change. `terms` are its
    folded words for a lexical index, with what abbreviations stand for and abbreviations of what is
    written out. `changes` tell people what was read as what, in the order of the query.
    """

    text: str
    terms: tuple[str, ...]
    changes: tuple[Change, ...] = ()
