"""The schema of a role guide: what the role is and how to prepare for its interview."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from content.question import Line, Prose, Record, Slug

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""An ISO 4217 code, such as USD."""


class GuideItem(Record):
    """One responsibility, skill or area to prepare, and the questions that exercise it."""

    id: Slug
    title: Line
    text: Prose
    questions: tuple[Slug, ...] = ()


class Tool(Record):
    """One tool of a family and what it is for."""

    name: Line
    text: Prose


class ToolFamily(Record):
    """A family of tools, and the questions in which they come up."""

    id: Slug
    title: Line
    tools: Annotated[tuple[Tool, ...], Field(min_length=1)]
    questions: tuple[Slug, ...] = ()


class SalaryBand(Record):
    """A yearly salary range, in whole units of an ISO 4217 currency."""

    level: Line
    low: Annotated[int, Field(gt=0)]
    high: Annotated[int, Field(gt=0)]
    currency: Currency


class JobMarket(Record):
    """Job potential and salary of the role in one country."""

    id: Slug
    country: Line
    potential: Prose
    salaries: Annotated[tuple[SalaryBand, ...], Field(min_length=1)]


class RoleGuide(Record):
    """Everything that a candidate should know about the role, in six parts."""

    role: Line
    who: Prose
    responsibilities: Annotated[tuple[GuideItem, ...], Field(min_length=1)]
    skills: Annotated[tuple[GuideItem, ...], Field(min_length=1)]
    tools: Annotated[tuple[ToolFamily, ...], Field(min_length=1)]
    job_markets: Annotated[tuple[JobMarket, ...], Field(min_length=1)]
    salary_note: Prose
    preparation: Annotated[tuple[GuideItem, ...], Field(min_length=1)]
