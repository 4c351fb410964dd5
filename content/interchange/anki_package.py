"""Anki packages (.apkg): a zip archive with a database of notes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from content.interchange.anki_deck import save_deck
from content.interchange.anki_notes import notes_of
from content.interchange.archive import open_archive, unpacked
from content.interchange.item import Item
from content.interchange.limits import UnreadableError
from content.question import Question

_OLD, _LEGACY, _NEW = "collection.anki2", "collection.anki21", "collection.anki21b"
"""Names of the database in a package, from the oldest form to the newest, which is compressed in a
way of its own."""


def write(questions: Sequence[Question], title: str) -> bytes:
    """The package. Imported into Anki twice it updates the notes, known by their guid."""
    package = io.BytesIO()
    with (
        TemporaryDirectory() as folder,
        zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as zipped,
    ):
        database = Path(folder) / _OLD
        save_deck(database, questions, title)
        zipped.write(database, _OLD)
        zipped.writestr("media", "{}")
    return package.getvalue()


def read(data: bytes) -> list[Item]:
    """The items. Raises UnreadableError when the package is damaged, too large or of a new form."""
    archive = open_archive(data)
    names = set(archive.namelist())
    name = _LEGACY if _LEGACY in names else _OLD
    if (_NEW in names and name == _OLD) or name not in names:
        raise UnreadableError(
            _too_new() if _NEW in names else "is no Anki package; export it again"
        )
    with TemporaryDirectory() as folder:
        database = Path(folder) / name
        database.write_bytes(unpacked(archive, name))
        notes = notes_of(database)
    if notes and "Please update to the latest Anki version" in str(notes[0].fields):
        raise UnreadableError(_too_new())  # the note that new packages show to an old Anki
    return notes


def _too_new() -> str:
    return "is of Anki's newest form; export it again with 'Support older Anki versions' ticked"
