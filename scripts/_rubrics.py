"""Reading what a row of answers is scored against; see docs/file-formats.md."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evaluator import (
    MAX_CHARACTERS,
    Concept,
    GradedTask,
    InvalidAnswerError,
    InvalidRubricError,
    Rubric,
    WrongClaim,
)
from service import Service, UnknownQuestionError


class _KeyConcept(BaseModel):
    """A key concept of a row: a claim, and what else is known of it."""

    model_config = ConfigDict(extra="ignore")

    claim: str
    label: str | None = None
    weight: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 1.0
    core: bool = False


class _Row(BaseModel):
    """The fields of a row that are read; all others are kept as they are."""

    model_config = ConfigDict(extra="ignore")

    answer: str
    question_id: str | None = None
    seed_id: str | None = None
    question: str | None = None
    reference: str | None = None
    references: list[str] | None = None
    key_concepts: list[_KeyConcept] | None = None
    misconceptions: list[str] | None = None


def rubric_of_row(service: Service, fields: dict[str, Any]) -> GradedTask:
    """The task of a row. Raises a VivaError that says what is wrong with the row.

    A question of the bank, named by question_id or seed_id, goes before texts in the row.
    """
    try:
        row = _Row.model_validate(fields)
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise InvalidRubricError("; ".join(problems)) from None
    if len(row.answer) > MAX_CHARACTERS:
        raise InvalidAnswerError(f"the answer has more than {MAX_CHARACTERS:,} characters")
    return GradedTask(_rubric(service, row), row.answer)


def _rubric(service: Service, row: _Row) -> Rubric:
    if row.question_id:
        return Rubric.of_question(service.question(row.question_id))
    if row.seed_id:
        question = service.pack.question_by_seed_id(row.seed_id)
        if question is None:
            raise UnknownQuestionError(f"the bank covers no seed_id {row.seed_id!r}")
        return Rubric.of_question(question)
    references = row.references or ([row.reference] if row.reference else [])
    if row.question and references:
        return Rubric.of_texts(row.question, references, _concepts(row), _wrong(row))
    raise InvalidRubricError(
        "nothing to score against; give question_id, or seed_id, or question and reference"
    )


def _concepts(row: _Row) -> list[Concept]:
    return [
        Concept(concept.label or concept.claim, concept.claim, concept.weight, concept.core)
        for concept in row.key_concepts or []
    ]


def _wrong(row: _Row) -> list[WrongClaim]:
    return [WrongClaim(claim) for claim in row.misconceptions or [] if claim.strip()]
