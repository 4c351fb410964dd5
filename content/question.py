"""The schema of one interview question: what is asked and what a good answer claims."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""A stable identifier: lower-case words joined by hyphens."""

Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400, pattern=r"^[^\n]*$")
]
"""One line of text."""

Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
"""One or more sentences."""

Difficulty = Literal[1, 2, 3, 4, 5]
"""1: a first screen for juniors. 3: a working engineer. 5: a senior specialist."""

Weight = Literal[1, 2, 3]
"""How much a concept counts: 1 a detail, 2 a normal point, 3 what the question is about."""

REFERENCE_WORDS = (40, 120)
"""Least and most words of a reference: complete, yet an answer that can be spoken in a minute."""


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
    key_concepts: Annotated[tuple[KeyConcept, ...], Field(min_length=3, max_length=7)]
    misconceptions: Annotated[tuple[Misconception, ...], Field(min_length=1, max_length=4)]
    follow_ups: Annotated[tuple[Line, ...], Field(min_length=1, max_length=4)]
    tags: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=8)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        problems = [*self._reference_problems(), *self._concept_problems()]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _reference_problems(self) -> list[str]:
        low, high = REFERENCE_WORDS
        words = len(self.reference.split())
        if low <= words <= high:
            return []
        return [f"reference has {words} words; write {low} to {high}"]

    def _concept_problems(self) -> list[str]:
        problems = []
        labels = [concept.label for concept in self.key_concepts]
        for label in sorted({label for label in labels if labels.count(label) > 1}):
            problems.append(f"key_concepts: label {label!r} is used twice; make labels unique")
        if not any(concept.core for concept in self.key_concepts):
            problems.append("key_concepts: none is core; mark what a right answer cannot omit")
        for wrong in self.misconceptions:
            if wrong.contradicts not in labels:
                problems.append(
                    f"misconceptions: contradicts names {wrong.contradicts!r}, "
                    f"which is no label of key_concepts; use one of {', '.join(labels)}"
                )
        behavioral = self.kind is Kind.BEHAVIORAL
        for concept in self.key_concepts:
            if behavioral == (concept.facet is Facet.KNOWLEDGE):
                wanted = "situation, action, result, reflection or point"
                problems.append(
                    f"key_concepts: facet of {concept.label!r} is {concept.facet.value}; a "
                    f"{self.kind.value} question takes {wanted if behavioral else 'knowledge'}"
                )
        return problems
