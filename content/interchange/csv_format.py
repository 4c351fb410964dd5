"""CSV: a table as text, safe to open in a spreadsheet program."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from content.interchange.item import Item
from content.interchange.limits import MAX_COLUMNS, UnreadableError
from content.interchange.plain_text import text_of
from content.interchange.table import is_header, items_of_table, table_rows
from content.question import Question

_SEPARATORS = (",", ";", "\t")

_FORMULA = re.compile(r"'*[=+\-@＝＋－＠]")
"""How a cell begins that a spreadsheet program would run (the full-width signs as well), or that is
one made harmless by an apostrophe; the rule applies to those again, so that undoing it is exact."""


def write(questions: Sequence[Question], _title: str) -> bytes:
    """The table, with a byte order mark, by which spreadsheet programs know UTF-8.

    Every cell is quoted, so that it stays one cell where another separator is the custom.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    for row in table_rows(questions):
        writer.writerow([_harmless(str(cell)) for cell in row])
    return file.getvalue().encode("utf-8-sig")


def read(data: bytes) -> list[Item]:
    """The items. Raises UnreadableError when it is no CSV in UTF-8 with a header."""
    text = text_of(data)
    told = re.match(r"sep=([,;\t|])\n", text)  # Excel's own way to say it
    text = text[told.end() :] if told else text
    separator = told[1] if told else _separator(text)
    return items_of_table([_as_typed(cell) for cell in row] for row in records(text, separator))


def records(text: str, separator: str) -> Iterator[list[str]]:
    """The cells of each record. Raises UnreadableError where quotes do not match."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise UnreadableError(
            f"line {reader.line_num}: {error}; put a cell that holds quotes, separators or line "
            'breaks in double quotes, and write a quote in it as ""'
        ) from None


def _separator(text: str) -> str:
    """The separator by which the first line names a question, and the most columns."""

    def fitness(separator: str) -> tuple[bool, int]:
        try:
            row = next(csv.reader(io.StringIO(text.lstrip("\n")), delimiter=separator), [])
        except csv.Error:
            return False, 0
        return len(row) <= MAX_COLUMNS and is_header(row), len(row)

    return max(_SEPARATORS, key=fitness)


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _as_typed(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
