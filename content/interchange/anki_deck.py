"""The database of an Anki package: one deck with one note for each question."""

from __future__ import annotations

import hashlib
import itertools
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from content.interchange.anki_note import NOTE_FIELDS, NOTE_TYPE, guid_of, note_of
from content.question import Question

_MODEL_ID = 1_690_441_827
"""Made up once; Anki knows the note type by it, so it must never change."""

_FIRST_DECK_ID = 1_700_000_000
_DECK_IDS = 1 << 30
"""Decks are numbered by their title, so that each pack has a deck and keeps it."""

_FRONT = '<div class="tex2jax_ignore">{{Question}}</div>'
_BACK = '{{FrontSide}}<hr id="answer"><div class="tex2jax_ignore">{{Answer}}</div>'
"""The class keeps Anki from taking text such as \\(x\\) for mathematics."""

_STYLE = """
.card { font-family: sans-serif; font-size: 18px; line-height: 1.45; max-width: 42em;
        margin: 1em auto; text-align: left; }
h3 { font-size: 1em; margin-bottom: 0; }
"""


def save_deck(database: Path, questions: Sequence[Question], title: str) -> None:
    """Make the database. Notes are dated now, by which Anki takes them for newer than its own."""
    import genanki  # type: ignore[import-untyped]  # only when something is written

    deck = genanki.Deck(_deck_id(title), title or NOTE_TYPE)
    model = _model(genanki)
    for question in questions:
        note = genanki.Note(
            model=model,
            fields=note_of(question),
            tags=list(question.tags),
            guid=guid_of(question),
            sort_field=question.id,
        )
        deck.add_note(note)
    now = time.time()
    with closing(sqlite3.connect(database)) as connection:
        ids = itertools.count(int(now * 1000))
        genanki.Package(deck).write_to_db(connection.cursor(), now, ids)
        connection.commit()


def _model(genanki: Any) -> Any:
    return genanki.Model(
        _MODEL_ID,
        NOTE_TYPE,
        fields=[{"name": name} for name in NOTE_FIELDS],
        templates=[{"name": "Answer aloud", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )


def _deck_id(title: str) -> int:
    digest = hashlib.sha256(title.encode("utf-8", "replace")).digest()
    return _FIRST_DECK_ID + int.from_bytes(digest[:8], "big") % _DECK_IDS
