"""The map of a bank as a table: a row for each question, in the words that its reader sees."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from content import Pack, Question
from interview import TWIN_COSINE
from service import MapPoint
from ui.components.plain import shortened
from ui.components.words import difficulty_words, theme_title

QUESTION_LENGTH = 160
"""Most characters of a question in a tooltip: it must not cover the map."""

THEME_LENGTH = 60

ID, THEME, TWIN = "id", "Theme", "twin"
QUESTION, DIFFICULTY, NEAREST, ALIKE = "Question", "Difficulty", "Nearest", "Likeness"
COLUMNS = (ID, "x", "y", "size", TWIN, QUESTION, THEME, DIFFICULTY, NEAREST, ALIKE)

NO_OTHER = "none: it is the only one"


def map_rows(pack: Pack, points: Sequence[MapPoint]) -> pd.DataFrame:
    """Place, size (difficulty 1 to 5), whether it has a twin, and what the tooltip says.

    Points of questions that the pack does not have are left out.
    """
    known = {question.id: question for question in pack.questions}
    rows = [_row(pack, known, point) for point in points if point.id in known]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def twins(points: Sequence[MapPoint]) -> list[MapPoint]:
    """The points that ask what their nearest asks, as the bank's check for twins says it."""
    return [point for point in points if _is_twin(point)]


def _is_twin(point: MapPoint) -> bool:
    return point.nearest is not None and point.similarity >= TWIN_COSINE


def _row(pack: Pack, known: dict[str, Question], point: MapPoint) -> tuple[object, ...]:
    near = known.get(point.nearest or "")
    return (
        point.id,
        point.x,
        point.y,
        point.difficulty,
        _is_twin(point),
        shortened(known[point.id].question, QUESTION_LENGTH),
        shortened(theme_title(pack, point.theme), THEME_LENGTH),
        difficulty_words(point.difficulty),
        shortened(near.question, QUESTION_LENGTH) if near else NO_OTHER,
        f"{100 * max(point.similarity, 0.0):.0f} of 100",
    )
