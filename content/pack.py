"""A pack: the question bank of one role, its themes and its guide."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from content.abbreviations import Abbreviations
from content.question import Accepted, Line, Prose, Question, Record, Slug
from content.role_guide import RoleGuide

Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
"""Three numbers with dots, such as 1.0.0."""


class Theme(Record):
    """A theme of the interview; each has one file of questions."""

    id: Slug
    title: Line
    description: Prose
    accepted: tuple[Accepted, ...] = ()


class Pack(Record):
    """All that one role's interview asks. Ids are unique; every link leads somewhere. A pack may do
    without a guide. `abbreviations`: what candidates type for short, and what it stands for.
    """

    id: Slug
    title: Line
    version: Version
    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]
    guide: RoleGuide | None = None
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    abbreviations: Abbreviations = Field(default_factory=dict)

    @cached_property
    def _by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def _by_seed_id(self) -> dict[str, Question]:
        return {q.seed_id: q for q in self.questions if q.seed_id is not None}

    def question(self, question_id: str) -> Question | None:
        """The question with this id, or None."""
        return self._by_id.get(question_id)

    def question_by_seed_id(self, seed_id: str) -> Question | None:
        """The question that covers this item of the seed guide, or None."""
        return self._by_seed_id.get(seed_id)

    def theme(self, theme_id: str) -> Theme | None:
        """The theme with this id, or None."""
        return next((theme for theme in self.themes if theme.id == theme_id), None)
