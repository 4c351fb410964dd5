"""Bounds on what is read, so that no file can take all the memory or all the day."""

from __future__ import annotations

MAX_BYTES = 10_000_000
"""Largest file that is read: about ten thousand full questions in any of the formats."""

MAX_UNPACKED = 30_000_000
"""Most bytes that are unpacked out of a file that is a zip archive."""

MAX_CHARACTERS = MAX_UNPACKED
"""Most characters of all cells or fields: a text that is kept once may be shown in each of them."""

MAX_ITEMS = 10_000
"""Most questions in a file."""

MAX_COLUMNS = 500
"""Most columns of a table; a question with everything needs about 70."""

MAX_FIELDS = 100
"""Most fields of an Anki note, each of which is read as HTML; few note types have over 30."""


class UnreadableError(ValueError):
    """What is in the file cannot be read at all; the message says why and what to do."""


def refuse_too_many(count: int, limit: int, what: str) -> None:
    """Raise UnreadableError when there are more than the limit."""
    if count > limit:
        raise UnreadableError(f"holds more than {limit:,} {what}; split it or delete some")
