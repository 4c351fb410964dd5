"""Anki's "Notes in Plain Text": headers such as #separator:tab, then one line a note."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from html import escape

from content.interchange.anki_note import NOTE_FIELDS, NOTE_TYPE, fields_of_note, guid_of, note_of
from content.interchange.csv_format import records
from content.interchange.item import Item
from content.interchange.limits import MAX_ITEMS, UnreadableError, refuse_too_many
from content.interchange.plain_text import text_of
from content.question import Question

_SEPARATORS = {
    "comma": ",",
    "semicolon": ";",
    "tab": "\t",
    "space": " ",
    "pipe": "|",
    "colon": ":",
}
_SPECIAL = ("guid", "notetype", "deck", "tags")
"""Columns that are no field of the note; a header such as "#tags column:5" says where they are."""

_COLUMN = re.compile("[1-9][0-9]{0,3}")


def write(questions: Sequence[Question], title: str) -> bytes:
    """The file. Imported into Anki twice it updates the notes, known by their guid."""
    file = io.StringIO(newline="")
    columns = ("GUID", *NOTE_FIELDS, "Tags")
    file.write("#separator:tab\n#html:true\n")
    file.write(f"#notetype:{NOTE_TYPE}\n#deck:{title}\n")
    file.write("#columns:" + "\t".join(columns) + "\n")
    file.write(f"#guid column:1\n#tags column:{len(columns)}\n")
    writer = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n")
    for question in questions:
        writer.writerow([guid_of(question), *note_of(question), " ".join(question.tags)])
    return file.getvalue().encode()


def read(data: bytes) -> list[Item]:
    """The items. Raises UnreadableError when it is no such file."""
    text = text_of(data)
    headers, start = _headers(text)
    separator = _separator(headers.get("separator", "tab"))
    columns = next(records(headers.get("columns", ""), separator), [])
    special = _special_columns(headers)
    items = []
    for number, row in enumerate(filter(any, records(text[start:], separator)), 1):
        if sum(column not in special for column in range(len(row))) < len(("question", "answer")):
            raise UnreadableError(
                f"note {number} has one field only; write a question and an answer, parted by a "
                "tab or what the first line, such as #separator:comma, says"
            )
        items.append(_item(number, row, columns, special, headers))
        refuse_too_many(number, MAX_ITEMS, "notes")
    return items


def _headers(text: str) -> tuple[dict[str, str], int]:
    """The headers, by name, and where they end."""
    headers: dict[str, str] = {}
    start = 0
    while text.startswith("#", start):
        end = text.find("\n", start)
        end = end if end >= 0 else len(text)
        name, _, value = text[start + 1 : end].partition(":")
        headers[name.strip().lower()] = value
        start = end + 1
    return headers, start


def _separator(name: str) -> str:
    separator = _SEPARATORS.get(name.strip().lower(), name)
    if len(separator) != 1 or separator in '"\n':
        known = ", ".join(_SEPARATORS)
        raise UnreadableError(f"#separator:{name:.20} is unknown; write one of {known}")
    return separator


def _special_columns(headers: Mapping[str, str]) -> dict[int, str]:
    """The columns, counted from 0, that are no field of the note.

    Raises UnreadableError for a number that no column has.
    """
    found = {}
    for name in _SPECIAL:
        number = headers.get(f"{name} column", "").strip()
        if number and not _COLUMN.fullmatch(number):
            raise UnreadableError(f"#{name} column:{number:.20} is none; write a number such as 3")
        if number:
            found[int(number) - 1] = name
    return found


def _item(
    number: int,
    row: Sequence[str],
    columns: Sequence[str],
    special: Mapping[int, str],
    headers: Mapping[str, str],
) -> Item:
    names, values, tags = [], [], ""
    is_html = headers.get("html", "").strip().lower() == "true"
    for column, value in enumerate(row):
        if special.get(column) == "tags":
            tags = value
        elif column not in special:
            names.append(columns[column] if column < len(columns) else "")
            values.append(value if is_html else escape(value).replace("\n", "<br>"))
    return Item(f"note {number}", fields_of_note(names, values, tags))
