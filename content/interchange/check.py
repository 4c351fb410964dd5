"""Which items of a file are questions, and what is wrong with the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pydantic import ValidationError

from content.interchange.item import Item
from content.question import UNIQUE_FIELDS, Question
from content.question_id import IdMaker
from content.validation_messages import validation_messages


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
    """The items of a file in its order, each a question or left out."""

    results: tuple[TakenItem | LeftItem, ...]

    @property
    def taken(self) -> tuple[TakenItem, ...]:
        """The items that are questions."""
        return tuple(one for one in self.results if isinstance(one, TakenItem))

    @property
    def left(self) -> tuple[LeftItem, ...]:
        """The items that are not."""
        return tuple(one for one in self.results if isinstance(one, LeftItem))

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions, all valid and with ids, no two the same."""
        return tuple(one.question for one in self.taken)


def check_items(items: Sequence[Item], theme: str | None, taken: Iterable[str] = ()) -> Checked:
    """Sort items into questions and others.

    `theme` is for items that name none. An item without an id gets one of its question's words that
    is not `taken`, such as by a question of the pack that it is for. Items of one file that share
    an id, a seed_id or their question are left, all of them.
    """
    checked = Checked(tuple(map(_checked, _completed(items, theme, taken))))
    counts = {
        field: Counter(getattr(question, field) for question in checked.questions)
        for field in UNIQUE_FIELDS
    }
    return with_problems(checked, lambda question: _repeated(question, counts))


def with_problems(
    checked: Checked, problems_of: Callable[[Question], Iterable[FieldProblem]]
) -> Checked:
    """The same items; a question that has problems is left out with them."""
    return Checked(
        tuple(
            LeftItem(one.item, problems)
            if isinstance(one, TakenItem) and (problems := tuple(problems_of(one.question)))
            else one
            for one in checked.results
        )
    )


def _completed(items: Sequence[Item], theme: str | None, taken: Iterable[str]) -> Iterator[Item]:
    """The items with a theme and an id, where they have none and that can be helped."""
    given = (name for item in items if isinstance(name := item.fields.get("id"), str))
    ids = IdMaker([*taken, *given])
    for item in items:
        fields = dict(item.fields)
        if theme and not fields.get("theme"):
            fields["theme"] = theme
        question = fields.get("question")
        if not fields.get("id") and isinstance(question, str) and question.strip():
            fields = {
                "id": ids.make(question),
                **{name: fields[name] for name in fields if name != "id"},
            }
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
