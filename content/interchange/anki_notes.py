"""The notes in the database of an Anki package, which may be damaged or hostile."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from content.interchange.anki_note import fields_of_note
from content.interchange.item import Item
from content.interchange.limits import (
    MAX_CHARACTERS,
    MAX_ITEMS,
    MAX_UNPACKED,
    UnreadableError,
    refuse_too_many,
)

_SECONDS = 10.0
"""Longest that the database may take to answer; a real one takes milliseconds."""

_STEPS = 10_000
"""Steps of SQLite's machine between two looks at the clock."""

_PARTED = "\x1f"
"""What stands between the fields of a note."""


def notes_of(database: Path) -> list[Item]:
    """The notes as items. Raises UnreadableError when the database cannot be read."""
    try:
        with closing(_opened(database)) as connection:
            names = _field_names(connection)
            rows = list(_rows(connection))  # first: the time to read HTML is not the database's
        return [_item(number, *row, names) for number, row in enumerate(rows, 1)]
    except sqlite3.Error as error:
        raise UnreadableError(f"its database is damaged ({error}); export it again") from None
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError("its database is not Anki's; export it again") from None


def _opened(database: Path) -> sqlite3.Connection:
    """The database, for reading only, without trust in what its schema may call."""
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_UNPACKED)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA cell_size_check = ON")
    end = time.monotonic() + _SECONDS
    connection.set_progress_handler(lambda: int(time.monotonic() > end), _STEPS)
    return connection


def _field_names(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The names of each note type's fields, by its id."""
    kinds = connection.execute(
        "SELECT type FROM sqlite_master WHERE name IN ('notes', 'col') AND rootpage > 0"
    ).fetchall()
    if kinds != [("table",)] * 2:
        raise UnreadableError("its database is not Anki's; export it again")
    (models,) = connection.execute("SELECT models FROM col").fetchone()
    return {
        str(model_id): [str(field["name"]) for field in model["flds"]]
        for model_id, model in json.loads(models).items()
    }


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """The note type, the fields and the tags of each note."""
    characters = 0
    rows = connection.execute("SELECT mid, flds, tags FROM notes ORDER BY id")
    for number, row in enumerate(rows, 1):
        refuse_too_many(number, MAX_ITEMS, "notes")
        model_id, fields, tags = map(str, row)
        characters += len(model_id) + len(fields) + len(tags)
        refuse_too_many(characters, MAX_CHARACTERS, "characters")
        yield model_id, fields, tags


def _item(
    number: int, model_id: str, fields: str, tags: str, names: Mapping[str, Sequence[str]]
) -> Item:
    values = fields.split(_PARTED)
    known = names.get(model_id, [])
    missing = [""] * (len(values) - len(known))
    return Item(f"note {number}", fields_of_note([*known, *missing], values, tags))
