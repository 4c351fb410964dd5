"""What keeps a draft from being a question of the bank, by field and in the schema's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from content import Pack, Question, question_problems, validation_messages
from ui.components.draft import Draft
from ui.components.draft_begin import blank_draft, draft_of
from ui.components.draft_question import draft_fields, draft_id, unchecked_question


@dataclass(frozen=True)
class CheckedDraft:
    """A draft with all that follows from it.

    `problems` maps a place such as "question" or "key_concepts.0.label" to messages. `question` is
    None when there are any; `shown` is the question as far as it goes, for showing only.
    """

    draft: Draft
    id: str
    question: Question | None
    shown: Question
    problems: Mapping[str, tuple[str, ...]]
    edited: bool

    def at(self, place: str) -> tuple[str, ...]:
        """The problems of just this place."""
        return self.problems.get(place, ())


def check_draft(draft: Draft, pack: Pack) -> CheckedDraft:
    """The draft, held against the schema and against the other questions of the pack."""
    others = [q for q in pack.questions if draft.origin is None or q.id != draft.origin.id]
    question_id = draft_id(draft, {question.id for question in pack.questions})
    fields = draft_fields(draft, question_id)
    found: dict[str, list[str]] = defaultdict(list)
    question = None
    try:
        question = Question.model_validate(fields)
    except ValidationError as error:
        for place, message in validation_messages(error):
            found[place].append(message)
    shown = question or unchecked_question(fields)
    for place, message in _clashes(shown, others):
        found[place].append(message)
    return CheckedDraft(
        draft=draft,
        id=question_id,
        question=None if found else question,
        shown=shown,
        problems={place: tuple(messages) for place, messages in found.items()},
        edited=is_edited(draft),
    )


def _clashes(question: Question, others: list[Question]) -> Iterator[tuple[str, str]]:
    """What the question and another of the pack cannot both have."""
    placed = [(Path(f"{other.theme}.yaml"), other) for other in (*others, question)]
    found = {
        (problem.field, problem.message)
        for problem in question_problems(placed)
        if problem.item == question.id and problem.field != "theme"  # its file follows from it
    }
    yield from sorted(found)


def is_edited(draft: Draft) -> bool:
    """Whether the draft says anything that is not saved."""
    if draft.origin is not None:
        return not says(draft, draft.origin)
    return draft_fields(draft, draft.id) != draft_fields(blank_draft(draft.serial), "")


def says(draft: Draft, question: Question) -> bool:
    """Whether the draft says just what a question says, but for the id, which stays."""
    other = draft_of(question, draft.serial)
    return draft_fields(draft, question.id) == draft_fields(other, question.id)
