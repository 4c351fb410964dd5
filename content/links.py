"""Checks between the items of a pack: unique ids, and links that lead somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from content.errors import Problem
from content.pack import Theme
from content.question import Question
from content.role_guide import GuideItem, RoleGuide, ToolFamily

GUIDE_FILE = Path("guide.yaml")


def link_problems(
    themes: Sequence[Theme],
    questions: Sequence[Question],
    guide: RoleGuide,
    files: Mapping[str, Path],
) -> Iterator[Problem]:
    """Every repeated id and every link to nothing. `files` says where a question stands."""
    yield from _repeated(questions, files)
    theme_ids = {theme.id for theme in themes}
    for question in questions:
        file = files[question.id]
        if question.theme not in theme_ids or file.stem != question.theme:
            message = f"is {question.theme!r}; make it {file.stem!r} or move the question"
            yield Problem(file, question.id, "theme", message)
    yield from _guide_problems(guide, {question.id for question in questions})


def _repeated(questions: Sequence[Question], files: Mapping[str, Path]) -> Iterator[Problem]:
    for field in ("id", "seed_id", "question"):
        values = [getattr(question, field) for question in questions]
        counts = Counter(value for value in values if value is not None)
        for question in questions:
            value = getattr(question, field)
            if value is not None and counts[value] > 1:
                message = f"{value!r} is used {counts[value]} times in the pack; make it unique"
                yield Problem(files[question.id], question.id, field, message)


def _guide_problems(guide: RoleGuide, question_ids: set[str]) -> Iterator[Problem]:
    items: list[GuideItem | ToolFamily] = [
        *guide.responsibilities,
        *guide.skills,
        *guide.tools,
        *guide.preparation,
    ]
    ids = Counter([item.id for item in items] + [market.id for market in guide.job_markets])
    for item_id, count in ids.items():
        if count > 1:
            yield Problem(GUIDE_FILE, item_id, "id", f"is used {count} times; make it unique")
    for item in items:
        for link in item.questions:
            if link not in question_ids:
                message = f"links to {link!r}, which is no question's id; correct or remove it"
                yield Problem(GUIDE_FILE, item.id, "questions", message)
    for market in guide.job_markets:
        for band in market.salaries:
            if band.low > band.high:
                message = f"{band.level}: low {band.low} is above high {band.high}; swap them"
                yield Problem(GUIDE_FILE, market.id, "salaries", message)
