"""A table of questions: one row a question, one column a field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from content.interchange.cells import cell_of, value_of
from content.interchange.column_names import field_names
from content.interchange.item import Item
from content.interchange.limits import (
    MAX_CHARACTERS,
    MAX_COLUMNS,
    MAX_ITEMS,
    UnreadableError,
    refuse_too_many,
)
from content.question import Accepted, KeyConcept, Misconception, Question, Record

_GROUPS: dict[str, tuple[str, type[Record]]] = {
    "concept": ("key_concepts", KeyConcept),
    "misconception": ("misconceptions", Misconception),
    "accepted": ("accepted", Accepted),
}
"""Columns such as concept_2_claim: the field of Question that they make up, and of what."""

_GROUP_OF = {field: (prefix, record) for prefix, (field, record) in _GROUPS.items()}
_NUMBERED = re.compile(rf"({'|'.join(_GROUPS)})_(\d{{1,3}})_(\w+)")


def table_rows(questions: Sequence[Question]) -> Iterator[list[str | int | bool]]:
    """The row of names, then a row for each question; all rows have the same length."""
    columns = list(_columns(questions))
    yield [*columns]
    for question in questions:
        cells = dict(_cells(question))
        yield [cells.get(column, "") for column in columns]


def _columns(questions: Sequence[Question]) -> Iterator[str]:
    for field in Question.model_fields:
        if field not in _GROUP_OF:
            yield field
            continue
        prefix, record = _GROUP_OF[field]
        most = max(len(getattr(question, field)) for question in questions)
        for number in range(1, most + 1):
            yield from (f"{prefix}_{number}_{part}" for part in record.model_fields)


def _cells(question: Question) -> Iterator[tuple[str, str | int | bool]]:
    for field, value in question.model_dump(mode="json").items():
        if field not in _GROUP_OF:
            yield field, cell_of(field, value)
            continue
        for number, parts in enumerate(value, 1):
            for part, inner in parts.items():
                yield f"{_GROUP_OF[field][0]}_{number}_{part}", inner


def is_header(row: Sequence[str]) -> bool:
    """Whether a row names the columns: one of them is the question."""
    return "question" in field_names(row)


def items_of_table(rows: Iterable[Sequence[str]]) -> list[Item]:
    """The items of a table, whose first row that is not blank names the columns.

    Raises UnreadableError when it does not, and when the table is too large.
    """
    names: list[str] = []
    items: list[Item] = []
    characters = 0
    for number, row in enumerate(rows, 1):
        refuse_too_many(len(row), MAX_COLUMNS, "columns")
        characters += sum(map(len, row))
        refuse_too_many(characters, MAX_CHARACTERS, "characters")
        if not any(cell.strip() for cell in row):
            continue
        if names:
            items.append(Item(f"row {number}", _fields(names, row)))
            refuse_too_many(len(items), MAX_ITEMS, "questions")
        elif is_header(row):
            names = field_names(_full(row))
        else:
            raise UnreadableError(_no_header(row))
    return items


def _full(row: Sequence[str]) -> list[str]:
    """Names for columns that have none, too: a row may be longer than the header."""
    return [*row, *[""] * (MAX_COLUMNS - len(row))]


def _no_header(row: Sequence[str]) -> str:
    found = ", ".join(repr(cell[:20]) for cell in row[:5])
    return (
        "the first row must name the columns, 'question' and 'reference' (or 'front' and 'back') "
        f"among them; found {found}"
    )


def _fields(names: Sequence[str], row: Sequence[str]) -> dict[str, object]:
    fields: dict[str, object] = {}
    groups: dict[str, dict[int, dict[str, object]]] = {}
    for name, cell in zip(names, row, strict=False):
        text = cell.strip()
        numbered = _NUMBERED.fullmatch(name)
        if text and numbered:
            prefix, number, part = numbered.groups()
            group = groups.setdefault(_GROUPS[prefix][0], {})
            group.setdefault(int(number), {})[part] = value_of(part, text)
        elif text:
            fields[name] = value_of(name, text)
    for field, records in groups.items():
        fields[field] = [records[number] for number in sorted(records)]
    return fields
