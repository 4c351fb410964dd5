"""Understanding what a recruiter writes: limits, level, what to avoid, and what it is about."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interview import Theme, understand

JUNIOR = {1, 2, 3}
SENIOR = {3, 4, 5}


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("deep learning, 45 minutes", 45),
        ("45-minute deep learning screen", 45),
        ("deep learning in 5 min", 5),
        ("90min on NLP", 90),
        ("20 mins of NLP", 20),
        ("120 MINUTES of NLP", 120),
        ("a 30 - minute round", 30),
        ("deep learning for 45 minutes", 45),
        ("NLP without coding for 45 minutes", 45),
        ("NLP, no more than 45 minutes", 45),
        ("NLP, not longer than 45 minutes", 45),
    ],
)
def test_minutes_are_understood(text: str, minutes: int) -> None:
    assert understand(text).minutes == minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("an hour of NLP", 60),
        ("a one-hour interview on NLP", 60),
        ("1 hour", 60),
        ("two hours on deployment", 120),
        ("2-hour interview", 120),
        ("half an hour of SQL", 30),
        ("Half An Hour of SQL", 30),
        ("1.5 hours of NLP", 90),
        ("0.5 hours of NLP", 30),
        ("1 hour 30 minutes of NLP", 90),
        ("an hour and 15 minutes of NLP", 75),
        ("an hour and a half of NLP", 90),
        ("NLP without statistics in two hours", 120),
    ],
)
def test_hours_are_understood(text: str, minutes: int) -> None:
    theme = understand(text)
    assert theme.minutes == minutes
    for word in ("hour", "half", "minutes"):
        assert word not in theme.about.lower() or theme.about == text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("5 questions on NLP", 5),
        ("NLP: 12 questions", 12),
        ("1 question about SQL", 1),
        ("10 QUESTIONS", 10),
        ("NLP without SQL in 6 questions", 6),
        ("no more than 4 questions on NLP", 4),
    ],
)
def test_a_count_is_understood(text: str, count: int) -> None:
    assert understand(text).count == count


@pytest.mark.parametrize(
    "text",
    [
        "neural networks",
        "questions on 3D vision",
        "the 5 whys",
        "1000 questions of life",
        "minutes of meetings",
        "0 questions on NLP",
        "0 minutes",
        "0 hours",
        "happy hour",
        "rush hours",
    ],
)
def test_what_is_no_limit_is_not_taken_for_one(text: str) -> None:
    theme = understand(text)
    assert (theme.minutes, theme.count) == (None, None)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("NLP for interns", {1, 2}),
        ("statistics basics", {1, 2}),
        ("junior data scientist", JUNIOR),
        ("first-round screen for graduates", JUNIOR),
        ("entry-level role", JUNIOR),
        ("entry level role", JUNIOR),
        ("mid-level engineer", {2, 3, 4}),
        ("experienced engineer", {2, 3, 4}),
        ("SENIOR engineer", SENIOR),
        ("staff engineer", SENIOR),
        ("lead of a team", SENIOR),
        ("architect: big data", SENIOR),
        ("principal engineer", SENIOR),
        ("for experts", SENIOR),
        ("junior to senior", {1, 2, 3, 4, 5}),
    ],
)
def test_a_level_is_understood(text: str, level: set[int]) -> None:
    assert understand(text).level == level


@pytest.mark.parametrize(
    "text",
    [
        "deployment",
        "leading indicators",
        "staffing",
        "principal component analysis",
        "principal components",
        "mixture of experts",
        "expert systems",
    ],
)
def test_a_word_of_the_trade_is_no_level(text: str) -> None:
    theme = understand(text)
    assert theme.level == set()
    assert theme.about == text


@pytest.mark.parametrize(
    ("text", "about", "avoid"),
    [
        ("tables, no deep learning", "tables", ("deep learning",)),
        ("NLP without statistics", "NLP", ("statistics",)),
        ("NLP but not embeddings", "NLP", ("embeddings",)),
        ("vision and no maths", "vision", ("maths",)),
        ("everything except for coding", "everything", ("coding",)),
        ("statistics excluding tests, no SQL", "statistics", ("tests", "SQL")),
        ("No deep learning. Trees", "Trees", ("deep learning",)),
        ("tables, no deep learning, 45 minutes", "tables", ("deep learning",)),
        ("tables without deep learning for 45 minutes", "tables", ("deep learning",)),
        ("tables, no more than 45 minutes", "tables", ()),
    ],
)
def test_what_to_avoid_is_understood(text: str, about: str, avoid: tuple[str, ...]) -> None:
    theme = understand(text)
    assert theme.about == about
    assert theme.avoid == avoid


def test_all_is_taken_from_one_sentence() -> None:
    text = "Senior NLP engineer, 6 questions in 45 minutes, no statistics"
    assert understand(text) == Theme(
        about="NLP engineer",
        avoid=("statistics",),
        level=frozenset(SENIOR),
        minutes=45,
        count=6,
    )


@pytest.mark.parametrize(
    "text", ["45 minutes", "junior", "no deep learning", "5 questions", "interview", ",,,", "."]
)
def test_a_text_of_limits_only_is_its_own_theme(text: str) -> None:
    assert understand(text).about == text


def test_the_frame_of_an_interview_is_no_theme() -> None:
    assert understand("interview for the role: focus on NLP").about == "the: NLP"


PHRASES = st.sampled_from(
    "no|not|without|except|except for|excluding|and|but|,|;|.|:|-|5|45|0|1.5|minutes|min|hours|an"
    "|half an|questions|question|junior|senior|interview|for|NLP|deep learning|\n|\t| | ".split("|")
)


@settings(max_examples=300, deadline=None)
@example("no  , NLP")
@example("NLP, no ,")
@example("without \u2003.")
@example("١٢ minutes, ٣ hours, ٤ questions")
@example("\x1f a")
@given(st.text(max_size=60) | st.lists(PHRASES, max_size=12).map(" ".join))
def test_any_text_is_understood_somehow(text: str) -> None:
    theme = understand(text)
    assert bool(theme.about.strip()) == bool(text.strip())
    assert all(wish.strip() == wish and wish for wish in theme.avoid)
    assert theme.level <= {1, 2, 3, 4, 5}
    assert theme.minutes is None or theme.minutes >= 1
    assert theme.count is None or 1 <= theme.count <= 999


@pytest.mark.parametrize(
    "part", [" ", ",", "1 ", "no ", "no, ", "1" * 10 + " ", "a -", ". ,", "and ", "half an "]
)
@pytest.mark.parametrize("tail", ["", "x", "minute", " hour"])
def test_a_long_text_is_understood_soon(part: str, tail: str) -> None:
    text = "5" + part * (40_000 // len(part)) + tail
    started = time.perf_counter()
    understand(text)
    assert time.perf_counter() - started < 5
