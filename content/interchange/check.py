"""Which items of a file are questions, and what is wrong with the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pydantic import ValidationError

from content.interchange.item import Item
from content.interchange.question_id import new_id
from content.question import Question
from content.validation_messages import validation_messages

UNIQUE_FIELDS = ("id", "seed_id", "question")
"""What no two questions of a pack may share."""


class FieldProblem(NamedTuple):
    """One thing wrong in an item: the field, dotted such as key_concepts.0.claim, and why."""

    field: str
    message: str


@dataclass(frozen=True)
class TakenItem:
    """An item that is a question."""

    item: Item
    question: Question


@dataclass(frozen=True)
class LeftItem:
    """An item that is no question as it stands, and every reason why."""

    item: Item
    problems: tuple[FieldProblem, ...]


@dataclass(frozen=True)
class Checked:
    """The items of a file, sorted into questions and others; each part in the file's order."""

    taken: tuple[TakenItem, ...]
    left: tuple[LeftItem, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that are valid, with ids, no two the same."""
        return tuple(taken.question for taken in self.taken)


def check_items(items: Sequence[Item], theme: str | None) -> Checked:
    """Sort items into questions and others.

    `theme` is for items that name none. An item without an id gets one of its question's words.
    Items of one file that share an id, a seed_id or their question are left, all of them.
    """
    sorted_items = [_checked(item) for item in _completed(items, theme)]
    counts = {
        field: Counter(
            getattr(one.question, field) for one in sorted_items if isinstance(one, TakenItem)
        )
        for field in UNIQUE_FIELDS
    }
    return split(
        refused(one, _repeated(one.question, counts)) if isinstance(one, TakenItem) else one
        for one in sorted_items
    )


def split(items: Iterable[TakenItem | LeftItem]) -> Checked:
    """The items by what they are."""
    found = list(items)
    return Checked(
        tuple(one for one in found if isinstance(one, TakenItem)),
        tuple(one for one in found if isinstance(one, LeftItem)),
    )


def refused(taken: TakenItem, problems: Iterable[FieldProblem]) -> TakenItem | LeftItem:
    """The item as it was, or left if there are problems."""
    reasons = tuple(problems)
    return LeftItem(taken.item, reasons) if reasons else taken


def _completed(items: Sequence[Item], theme: str | None) -> Iterator[Item]:
    """The items with a theme and an id, where they have none and that can be helped."""
    ids = {name for item in items if isinstance(name := item.fields.get("id"), str)}
    for item in items:
        fields = dict(item.fields)
        if theme and not fields.get("theme"):
            fields["theme"] = theme
        question = fields.get("question")
        if not fields.get("id") and isinstance(question, str) and question.strip():
            made = new_id(question, ids)
            ids.add(made)
            fields = {"id": made, **{name: fields[name] for name in fields if name != "id"}}
        yield Item(item.place, fields)


def _checked(item: Item) -> TakenItem | LeftItem:
    try:
        return TakenItem(item, Question.model_validate(item.fields))
    except ValidationError as error:
        found = (FieldProblem(*problem) for problem in validation_messages(error))
        return LeftItem(item, tuple(found))


def _repeated(
    question: Question, counts: Mapping[str, Mapping[str | None, int]]
) -> Iterator[FieldProblem]:
    for field in UNIQUE_FIELDS:
        value = getattr(question, field)
        if value is not None and counts[field][value] > 1:
            message = f"{value!r} is used {counts[field][value]} times in the file; make it unique"
            yield FieldProblem(field, message)
