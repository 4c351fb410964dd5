"""Text shown as itself where Markdown is read."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.ui.fake_pack import HOSTILE
from ui.components.plain import WORD_JOINER, bullets, plain, shortened

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

SECOND_PASSES = {
    "icon": re.compile(r":material[/_]"),
    "emoji": re.compile(r":\+1:|:-1:|:[\w-]+:", re.ASCII),
    "directive": re.compile(r":[a-z][a-z0-9-]*\["),
    "address": re.compile(r"(https?://|www(?=\.))([-.\w]+)([^ \t\r\n]*)", re.IGNORECASE),
    "mail": re.compile(r"([-.\w+]+)@([-\w]+(?:\.[-\w]+)+)"),
    "arrow": re.compile(r"(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)"),
}
"""What Streamlit 1.67's page looks for in text after parsing, from its StreamlitMarkdown script."""

TRICKY = st.text(st.sampled_from("aw1:@/\\.<>-~=[](){}!*_`#$|&;+^\"'\n\t :smilewwwhttp"))


def shown(markdown: str) -> str:
    """What a reader sees of Markdown that must hold nothing but text."""
    tokens = PARSER.parse(markdown)
    if not tokens:
        return ""
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in tokens[1].children or []} <= {"text"}
    return "".join(child.content for child in tokens[1].children or [])


@given(st.text() | TRICKY)
@example(HOSTILE)
@example("1. one")
@example("    indented")
@example("- item\n- item")
@example("a\n===")
@example("| a |\n| - |")
@example("[^1]: note")
def test_any_text_is_shown_as_it_was_typed(text: str) -> None:
    text = text.replace("\0", "")  # CommonMark replaces it
    seen = shown(plain(text))
    assert seen.replace(WORD_JOINER, "") == " ".join(text.replace(WORD_JOINER, "").split())
    for name, pattern in SECOND_PASSES.items():
        assert not pattern.search(seen), name


@pytest.mark.parametrize("name", SECOND_PASSES)
def test_the_passes_would_find_the_hostile_text_unescaped(name: str) -> None:
    assert SECOND_PASSES[name].search(HOSTILE)


def test_words_without_marks_are_left_alone() -> None:
    assert plain("Gradient descent é 中文") == "Gradient descent é 中文"


def test_each_line_of_bullets_stays_one_item() -> None:
    tokens = PARSER.parse(bullets(["one\n\n- two", "# three"]))
    assert [token.type for token in tokens].count("list_item_open") == 2
    assert "heading_open" not in [token.type for token in tokens]


@given(st.text(), st.integers(2, 60))
def test_shortened_text_is_never_longer(text: str, length: int) -> None:
    assert len(shortened(text, length)) <= length


def test_shortened_text_ends_at_a_word() -> None:
    assert shortened("some words\nthat go on", 12) == "some words…"
    assert shortened("some words", 10) == "some words"
