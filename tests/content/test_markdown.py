"""Text that is escaped for Markdown means nothing there, and comes back exactly."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content import escape_markdown, unescape_markdown


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.text("ab1. \t\n\r\\&#;39=+-*_w:<>)", max_size=20)))
def test_every_text_comes_back(text: str) -> None:
    assert unescape_markdown(escape_markdown(text)) == text


@settings(max_examples=200, deadline=None)
@given(st.text("ab1. \t\n=+-*_w:<>)#`|[]", max_size=20))
def test_no_line_begins_a_block_of_markdown(text: str) -> None:
    for line in escape_markdown(text).split("\n"):
        assert not re.match(r"[ \t]|#|>|[-+*=]|\d+[.)]|`|~|\|", line)
        assert not re.search(r"[ \t]$", line)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("1. x", "1\\. x"),
        ("a\n===", "a\n\\=\\=="),
        ("C++ == a -- b", "C\\++ \\== a \\-- b"),
        ("    code", "&#32;   code"),
        ("two  ", "two &#32;"),
        ("*a* <b> [c](d)", "\\*a\\* \\<b\\> \\[c\\]\\(d\\)"),
        ("www.x.y http://z", "www\\.x.y http\\://z"),
    ],
)
def test_what_has_a_meaning_is_escaped(text: str, markdown: str) -> None:
    assert escape_markdown(text) == markdown


def test_a_plain_sentence_is_left_as_it_is() -> None:
    text = "A data-driven team, 45 % of it; isn't it? Version 2.1: yes."
    assert escape_markdown(text) == text
