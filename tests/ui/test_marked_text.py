"""Matched words inside a text that was found: escaped, cut, and marked where they stand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.components.marked_text import ELLIPSIS, marked_text


def _shown(html: str) -> str:
    return re.sub("<[^>]+>", "", html)


def test_marks_stand_where_they_are_and_all_else_is_escaped() -> None:
    html = marked_text("a <b>bold</b> claim & more", [(5, 9), (2, 5), (0, 1)], 100)
    assert [m.replace("&lt;", "<").replace("&gt;", ">") for m in _marked(html)] == [
        "a",
        "<b>",
        "bold",
    ]
    assert _shown(html) == "a &lt;b&gt;bold&lt;/b&gt; claim &amp; more"


def _marked(html: str) -> list[str]:
    return re.findall(r"<mark[^>]*>(.*?)</mark>", html)


def test_a_long_text_is_cut_around_its_first_mark() -> None:
    text = "word " * 60 + "needle in the middle" + " word" * 60
    at = text.index("needle")
    html = marked_text(text, [(at, at + 6)], 100)
    assert _marked(html) == ["needle"]
    assert _shown(html).startswith(ELLIPSIS)
    assert _shown(html).endswith(ELLIPSIS)
    assert len(_shown(html)) <= 102


def test_a_long_text_without_marks_is_cut_at_its_end() -> None:
    shown = _shown(marked_text("word " * 60, [], 100))
    assert shown.startswith("word")
    assert shown.endswith("word" + ELLIPSIS)


@pytest.mark.parametrize("mark", [(-1, 2), (3, 3), (5, 4), (0, 99)])
def test_a_mark_that_is_none_is_left_out(mark: tuple[int, int]) -> None:
    assert "<mark" not in marked_text("some text", [mark], 100)


@given(
    st.text(max_size=300),
    st.lists(st.tuples(st.integers(-5, 300), st.integers(-5, 300)), max_size=6),
    st.integers(1, 200),
)
def test_nothing_that_is_typed_becomes_markup(
    text: str, marks: list[tuple[int, int]], most: int
) -> None:
    shown = _shown(marked_text(text, marks, most))
    assert "<" not in shown
    assert ">" not in shown
