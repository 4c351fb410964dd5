"""Checks between the items of a pack: unique ids, and links that lead somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from content.errors import Problem
from content.pack_files import GUIDE_FILE
from content.question import UNIQUE_FIELDS, Question
from content.role_guide import GuideItem, RoleGuide, ToolFamily


def question_problems(placed: Sequence[tuple[Path, Question]]) -> Iterator[Problem]:
    """Every id used twice and every question out of its theme's file, given with their files."""
    for field in UNIQUE_FIELDS:
        values = [getattr(question, field) for _, question in placed]
        counts = Counter(value for value in values if value is not None)
        for file, question in placed:
            value = getattr(question, field)
            if counts[value] > 1:
                message = f"{value!r} is used {counts[value]} times in the pack; make it unique"
                yield Problem(file, question.id, field, message)
    for file, question in placed:
        if file.stem != question.theme:
            message = f"is {question.theme!r}; make it {file.stem!r} or move the question"
            yield Problem(file, question.id, "theme", message)


def guide_problems(guide: RoleGuide, question_ids: Collection[str]) -> Iterator[Problem]:
    """Every id of the guide used twice, link to no question, and salary upside down."""
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
