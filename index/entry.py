"""An entry of the index: one item and the texts by which it can be found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from content import Kind, Pack, Question, RoleGuide

_KIND_TEXTS = {
    Kind.CONCEPTUAL: "Conceptual question: basic theory, definitions, how an idea works.",
    Kind.COMPARATIVE: "Comparative question: differences between methods, when to choose which.",
    Kind.PROCEDURAL: "Procedural question: hands-on practice, the steps of doing it.",
    Kind.TROUBLESHOOTING: "Troubleshooting question: finding and mending what went wrong.",
    Kind.CODING: "Coding question: programming, writing code, algorithms.",
    Kind.SYSTEM_DESIGN: "System design question: architecture of a large system, its trade-offs.",
    Kind.BEHAVIORAL: "Behavioral question: soft skills, experience, teamwork, communication.",
}
"""What a kind is about, so that a recruiter's theme such as "soft skills" finds its questions."""


@dataclass(frozen=True)
class Entry:
    """One item. Each view is a sort of text (its question, its claims ...) with its texts.

    `theme`, `kind` and `difficulty` are what filters act on; a part of the guide has none of them.
    """

    id: str
    views: tuple[tuple[str, tuple[str, ...]], ...]
    theme: str = ""
    kind: str = ""
    difficulty: int = 0


def question_entries(pack: Pack) -> list[Entry]:
    """One entry for each question of a pack, in its order."""
    about = {theme.id: f"{theme.title}. {theme.description}" for theme in pack.themes}
    return [_question_entry(question, about[question.theme]) for question in pack.questions]


def _question_entry(question: Question, theme: str) -> Entry:
    return Entry(
        id=question.id,
        views=(
            ("question", (question.question,)),
            ("reference", (f"{question.question} {question.reference}",)),
            ("also asked", question.also_asked),
            ("claim", tuple(concept.claim for concept in question.key_concepts)),
            ("theme", (theme,)),
            ("kind", (_KIND_TEXTS[question.kind],)),
        ),
        theme=question.theme,
        kind=question.kind.value,
        difficulty=question.difficulty,
    )


def guide_entries(guide: RoleGuide) -> list[Entry]:
    """One entry for each part of a role guide that a person may look for."""
    return [Entry(entry_id, (("guide", (text,)),)) for entry_id, text in _guide_texts(guide)]


def _guide_texts(guide: RoleGuide) -> Iterator[tuple[str, str]]:
    yield "who", guide.who
    for item in (*guide.responsibilities, *guide.skills, *guide.preparation):
        yield item.id, f"{item.title}. {item.text}"
    for family in guide.tools:
        tools = " ".join(f"{tool.name}: {tool.text}" for tool in family.tools)
        yield family.id, f"{family.title}. {tools}"
    for market in guide.job_markets:
        yield market.id, f"Job potential and salary in {market.country}. {market.potential}"
