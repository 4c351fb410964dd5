"""Reading and writing a file of questions; its ending says the format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from content.atomic_file import write_atomically
from content.bounded_file import read_bounded
from content.characters import fitted_line
from content.errors import InterchangeError
from content.interchange import (
    anki_package,
    anki_text,
    csv_format,
    json_format,
    markdown_format,
    xlsx_format,
)
from content.interchange.item import Item
from content.interchange.limits import MAX_BYTES, UnreadableError
from content.question import Question


class _Format(NamedTuple):
    read: Callable[[bytes], list[Item]]
    write: Callable[[Sequence[Question], str], bytes]


_FORMATS = {
    ".apkg": _Format(anki_package.read, anki_package.write),
    ".csv": _Format(csv_format.read, csv_format.write),
    ".json": _Format(json_format.read, json_format.write),
    ".md": _Format(markdown_format.read, markdown_format.write),
    ".txt": _Format(anki_text.read, anki_text.write),
    ".xlsx": _Format(xlsx_format.read, xlsx_format.write),
}

FILE_TYPES: tuple[str, ...] = tuple(_FORMATS)
"""The endings of files that can be read and written. A .txt is Anki's "Notes in Plain Text"."""


def read_items(path: Path) -> list[Item]:
    """The items of a file, at least one, in its order.

    Raises InterchangeError, which names the file and what to do, when it cannot be read at all;
    an item with wrong fields is an item, see check_items.
    """
    try:
        items = _format_of(path).read(_bytes_of(path))
        if not items:
            raise UnreadableError("holds no questions")
    except UnreadableError as error:
        raise InterchangeError(f"{path}: {error}") from None
    return items


def write_questions(path: Path, questions: Sequence[Question], title: str) -> None:
    """Write a file that read_items and check_items turn into the same questions again.

    `title` heads the document or names the deck. The file appears whole or not at all. Raises
    InterchangeError when there are no questions or the file cannot be written.
    """
    try:
        if not questions:
            raise UnreadableError("there are no questions to write; choose others")
        content = _format_of(path).write(questions, fitted_line(title))
    except UnreadableError as error:
        raise InterchangeError(f"{path}: {error}") from None
    write_file(path, content)


def write_file(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all. Raises InterchangeError."""
    try:
        write_atomically(path, content)
    except OSError as error:
        raise InterchangeError(f"{path}: cannot be written: {error.strerror}") from None


def _format_of(path: Path) -> _Format:
    try:
        return _FORMATS[path.suffix.lower()]
    except KeyError:
        raise UnreadableError(
            f"unknown kind of file; its name must end in {', '.join(FILE_TYPES)}"
        ) from None


def _bytes_of(path: Path) -> bytes:
    try:
        data = read_bounded(path, MAX_BYTES)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from None
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            f"holds more than {MAX_BYTES:,} bytes; split it (from Anki: export without media)"
        )
    return data
