"""The schema of one interview question: what is asked and what a good answer claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)

from content.characters import checked_line, checked_prose

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""A stable identifier: lower-case words joined by hyphens."""

MAX_LINE = 400
"""Most characters of a line."""

MAX_PROSE = 4000
"""Most characters of prose."""

Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_LINE),
    AfterValidator(checked_line),
]
"""One line of text, of characters that every file can carry."""

Prose = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_PROSE),
    AfterValidator(checked_prose),
]
"""One or more sentences, of characters that every file can carry and line breaks."""

Difficulty = Literal[1, 2, 3, 4, 5]
"""1: a first screen for juniors. 3: a working engineer. 5: a senior specialist."""

Weight = Literal[1, 2, 3]
"""How much a concept counts: 1 a detail, 2 a normal point, 3 what the question is about."""

REFERENCE_WORDS = (40, 120)
"""Least and most words of a reference: complete, yet an answer that can be spoken in a minute."""


CONCEPTS = (3, 7)
"""Fewest and most key concepts of a question."""

UNIQUE_FIELDS = ("id", "seed_id", "question")
"""What no two questions of a pack may share."""


class Kind(StrEnum):
    """What sort of answer a question calls for."""

    CONCEPTUAL = "conceptual"
    COMPARATIVE = "comparative"
    PROCEDURAL = "procedural"
    TROUBLESHOOTING = "troubleshooting"
    CODING = "coding"
    SYSTEM_DESIGN = "system-design"
    BEHAVIORAL = "behavioral"


class Facet(StrEnum):
    """The part that a concept plays: knowledge, or a part of a told experience."""

    KNOWLEDGE = "knowledge"
    SITUATION = "situation"
    ACTION = "action"
    RESULT = "result"
    REFLECTION = "reflection"
    POINT = "point"


class Record(BaseModel):
    """Base of everything in a pack: unknown fields are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class KeyConcept(Record):
    """One claim that a good answer makes; it can be judged true or absent by itself."""

    label: Line
    claim: Line
    weight: Weight
    core: bool
    facet: Facet = Facet.KNOWLEDGE


class Misconception(Record):
    """A wrong claim that candidates really make, and the label of the concept it contradicts."""

    claim: Line
    contradicts: Line


class Accepted(Record):
    """A finding of the bank's checks that somebody has looked at and lets stand, and why."""

    check: Slug
    reason: Line


class Question(Record):
    """One question of a bank."""

    id: Slug
    seed_id: Slug | None = None
    theme: Slug
    kind: Kind
    difficulty: Difficulty
    question: Line
    also_asked: Annotated[tuple[Line, ...], Field(min_length=2, max_length=4)]
    reference: Prose
    key_concepts: Annotated[
        tuple[KeyConcept, ...], Field(min_length=CONCEPTS[0], max_length=CONCEPTS[1])
    ]
    misconceptions: Annotated[tuple[Misconception, ...], Field(min_length=1, max_length=4)]
    follow_ups: Annotated[tuple[Line, ...], Field(min_length=1, max_length=4)]
    tags: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=8)]
    accepted: tuple[Accepted, ...] = ()

    @field_validator("reference")
    @classmethod
    def _check_reference(cls, reference: str) -> str:
        low, high = REFERENCE_WORDS
        words = len(reference.split())
        if not low <= words <= high:
            raise ValueError(f"reference has {words} words; write {low} to {high}")
        return reference

    @field_validator("key_concepts")
    @classmethod
    def _check_concepts(
        cls, concepts: tuple[KeyConcept, ...], info: ValidationInfo
    ) -> tuple[KeyConcept, ...]:
        problems = []
        labels = [concept.label for concept in concepts]
        for label in sorted({label for label in labels if labels.count(label) > 1}):
            problems.append(f"label {label!r} is used twice; make labels unique")
        if not any(concept.core for concept in concepts):
            problems.append("none is core; mark what a right answer cannot omit")
        if "kind" in info.data:  # else it is wrong itself, and told
            problems += _facet_problems(info.data["kind"], concepts)
        _refuse(problems)
        return concepts

    @field_validator("misconceptions")
    @classmethod
    def _check_misconceptions(
        cls, misconceptions: tuple[Misconception, ...], info: ValidationInfo
    ) -> tuple[Misconception, ...]:
        if "key_concepts" in info.data:  # else they are wrong themselves, and told
            labels = [concept.label for concept in info.data["key_concepts"]]
            _refuse(
                f"contradicts names {wrong.contradicts!r}, which is no label of key_concepts; "
                f"use one of {', '.join(labels)}"
                for wrong in misconceptions
                if wrong.contradicts not in labels
            )
        return misconceptions


def _facet_problems(kind: Kind, concepts: Iterable[KeyConcept]) -> Iterator[str]:
    behavioral = kind is Kind.BEHAVIORAL
    wanted = "situation, action, result, reflection or point" if behavioral else "knowledge"
    for concept in concepts:
        if behavioral == (concept.facet is Facet.KNOWLEDGE):
            yield (
                f"facet of {concept.label!r} is {concept.facet.value}; "
                f"a {kind.value} question takes {wanted}"
            )


def _refuse(problems: Iterable[str]) -> None:
    told = "; ".join(problems)
    if told:
        raise ValueError(told)
