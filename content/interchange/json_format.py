"""JSON: the questions field by field, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from content.interchange.item import Item
from content.interchange.limits import MAX_ITEMS, UnreadableError, refuse_too_many
from content.interchange.plain_text import text_of
from content.question import Question

FORMAT_VERSION = 1


def write(questions: Sequence[Question], _title: str) -> bytes:
    """The document: format_version and questions."""
    rows = [question.model_dump(mode="json") for question in questions]
    document = {"format_version": FORMAT_VERSION, "questions": rows}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def read(data: bytes) -> list[Item]:
    """The items of such a document or of a bare list. Raises UnreadableError for anything else."""
    try:
        document = json.loads(text_of(data), object_pairs_hook=_object)
    except UnreadableError:
        raise
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"is not JSON: {error}") from None
    rows = _rows(document)
    refuse_too_many(len(rows), MAX_ITEMS, "questions")
    return [_item(number, row) for number, row in enumerate(rows, 1)]


def _rows(document: object) -> list[object]:
    if isinstance(document, dict):
        version = document.get("format_version")
        if version != FORMAT_VERSION:
            raise UnreadableError(
                f"has the format_version {version!r:.40}; only {FORMAT_VERSION} can be read here"
            )
        document = document.get("questions")
    if not isinstance(document, list):
        raise UnreadableError('write {"format_version": 1, "questions": [...]} or a list')
    return document


def _item(number: int, row: object) -> Item:
    if not isinstance(row, dict):
        raise UnreadableError(f"question {number} is no object; write its fields in {{...}}")
    return Item(f"question {number}", row)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields: dict[str, object] = {}
    for name, value in pairs:
        if name in fields:
            raise UnreadableError(f"the name {name!r:.60} is written twice in one object")
        fields[name] = value
    return fields
