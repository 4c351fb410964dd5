"""The parts of a role guide under one form, so that each can be found and shown by its id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from content import GuideItem, JobMarket, RoleGuide, ToolFamily
from ui.components.salary import salary_lines

RESPONSIBILITIES = "Responsibilities"
SKILLS = "Skills"
TOOLS = "Tools"
PAY = "Jobs and pay"
PREPARE = "Prepare"


@dataclass(frozen=True)
class GuidePart:
    """One part: its section and title, a text, lines of (name, text), and its questions."""

    id: str
    section: str
    title: str
    text: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    questions: tuple[str, ...] = ()


def guide_parts(guide: RoleGuide) -> tuple[GuidePart, ...]:
    """Every part of the guide in its order. The ids are those that a search of the guide gives."""
    return (
        GuidePart("who", "The role", f"Who is a {guide.role}?", guide.who),
        *_items(RESPONSIBILITIES, guide.responsibilities),
        *_items(SKILLS, guide.skills),
        *(_family(family) for family in guide.tools),
        *(_market(market) for market in guide.job_markets),
        *_items(PREPARE, guide.preparation),
    )


def _items(section: str, items: Iterable[GuideItem]) -> list[GuidePart]:
    return [GuidePart(i.id, section, i.title, i.text, questions=i.questions) for i in items]


def _family(family: ToolFamily) -> GuidePart:
    lines = tuple((tool.name, tool.text) for tool in family.tools)
    return GuidePart(family.id, TOOLS, family.title, lines=lines, questions=family.questions)


def _market(market: JobMarket) -> GuidePart:
    return GuidePart(market.id, PAY, market.country, market.potential, salary_lines(market))
