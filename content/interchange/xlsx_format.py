"""XLSX: a table as a workbook of one sheet; every text in it is text, never a formula.

openpyxl takes a third of a second to import, so only those who read or write XLSX wait for it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, time
from itertools import chain
from typing import Any

from content.interchange.archive import open_archive, refuse_bomb
from content.interchange.item import Item
from content.interchange.limits import MAX_COLUMNS, UnreadableError, refuse_too_many
from content.interchange.table import is_header, items_of_table, table_rows
from content.question import Question

MAX_ROWS = 100_000
"""Most rows, blank ones included, that are looked at in a sheet."""

_WIDTHS = {"question": 50, "reference": 80, "also_asked": 50, "follow_ups": 50}
_WIDTH, _CLAIM_WIDTH = 14, 40
"""Widths of columns, in characters."""

_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a spreadsheet file writes a character by its number: _x000D_."""


def write(questions: Sequence[Question], _title: str) -> bytes:
    """The workbook; the row of names stays in sight."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Questions")
    sheet.freeze_panes = "A2"
    rows = table_rows(questions)
    names = next(rows)
    for number, name in enumerate(map(str, names), 1):
        width = _CLAIM_WIDTH if name.endswith("_claim") else _WIDTHS.get(name, _WIDTH)
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row in chain([names], rows):
        sheet.append([_text_cell(sheet, cell) if isinstance(cell, str) else cell for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _text_cell(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if not text:
        return None
    cell = WriteOnlyCell(sheet, re.sub(rf"_(?={_CODED.pattern[1:]})", "_x005F_", text))
    cell.data_type = "s"  # else a text that begins with = would be a formula
    cell.quotePrefix = True  # and become one when it is edited
    return cell


def read(data: bytes) -> list[Item]:
    """The items of the first sheet that names a question in its first row; formulas as values.

    Raises UnreadableError when the file is damaged, too large, or has no such sheet.
    """
    refuse_bomb(open_archive(data))
    try:
        return _read(data)
    except UnreadableError:
        raise
    except Exception as error:  # openpyxl lets out whatever it meets in a damaged file
        raise UnreadableError(f"is no workbook that can be read ({error}); save it again") from None


def _read(data: bytes) -> list[Item]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        first = next((row for row in _rows(sheet) if any(row)), [])
        if is_header(first):
            return items_of_table(_rows(sheet))
    return items_of_table(_rows(book.worksheets[0]))


def _rows(sheet: Any) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    rows = sheet.iter_rows(max_row=MAX_ROWS + 1, values_only=True)
    for number, row in enumerate(rows, 1):
        refuse_too_many(number, MAX_ROWS, "rows, blank ones included")
        refuse_too_many(len(row), MAX_COLUMNS, "columns, blank ones included")
        values = [_text(value) for value in row]
        while values and not values[-1]:
            values.pop()
        yield values


def _text(value: object) -> str:
    """What a cell shows, as far as it matters here."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | time):
        return value.isoformat()
    return _CODED.sub(lambda code: chr(int(code[1], 16)), str(value)).replace("\r\n", "\n")
