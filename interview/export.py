"""A question set as a document: Markdown for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal, TypeAlias

from content import Pack, Question, escape_markdown
from interview.question_set import QuestionSet, SetItem

Audience: TypeAlias = Literal["candidate", "interviewer"]
"""The candidate's version has the questions only; the interviewer's has all that helps to judge."""

FORMAT_VERSION = 1


def to_markdown(question_set: QuestionSet, pack: Pack, audience: Audience) -> str:
    """The set as Markdown. What people wrote is escaped, so it stays text in any viewer."""
    theme = " ".join(question_set.request.theme.split())
    lines = [f"# Interview: {escape_markdown(theme)}", ""]
    size = f"{len(question_set.items)} questions · {question_set.minutes} minutes"
    lines += [f"{escape_markdown(pack.title)} · {size}", ""]
    for number, item in enumerate(question_set.items, 1):
        lines += [f"## {number}. {escape_markdown(item.question.question)}", ""]
        if audience == "interviewer":
            lines += _interviewer_lines(item)
    return "\n".join(lines).rstrip() + "\n"


def to_json(question_set: QuestionSet, pack: Pack, audience: Audience) -> str:
    """The set as JSON: format_version, pack, theme, minutes, notes and questions."""
    document = {
        "format_version": FORMAT_VERSION,
        "pack": {"id": pack.id, "version": pack.version},
        "audience": audience,
        "theme": question_set.request.theme,
        "minutes": question_set.minutes,
        "notes": list(question_set.notes),
        "questions": [_fields(item, audience) for item in question_set.items],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _interviewer_lines(item: SetItem) -> Iterator[str]:
    question = item.question
    yield f"*{question.kind.value}, difficulty {question.difficulty} of 5, {item.minutes} minutes*"
    yield ""
    yield "**Listen for**"
    yield ""
    for concept in question.key_concepts:
        core = ", core" if concept.core else ""
        yield f"- [ ] {escape_markdown(concept.claim)} (weight {concept.weight}{core})"
    yield from _section("Beware of", [wrong.claim for wrong in question.misconceptions])
    yield from _section("Follow up", list(question.follow_ups))
    yield ""
    yield f"**Reference.** {escape_markdown(question.reference)}"
    yield ""


def _section(title: str, items: list[str]) -> Iterator[str]:
    yield ""
    yield f"**{title}**"
    yield ""
    yield from (f"- {escape_markdown(item)}" for item in items)


def _fields(item: SetItem, audience: Audience) -> dict[str, Any]:
    question: Question = item.question
    shown = {"id", "question"} if audience == "candidate" else None
    return {**question.model_dump(mode="json", include=shown), "minutes": item.minutes}
