"""Text as itself inside elements that read Markdown: labels, headings, captions, alerts.

Streamlit's Markdown has two layers. The parser honours backslashes, so every mark is written
with one. But after parsing, four passes read the text again, without the backslashes: emoji and
icon shortcodes, addresses without angle brackets, and arrows. Those patterns are broken up by a
word joiner, a character without width at which no line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

WORD_JOINER = "\u2060"

_MARKS = re.compile(r"([!-/:-@\[-`{-~])")
"""Every ASCII punctuation mark; CommonMark lets each be escaped by a backslash."""

_SECOND_PASS = re.compile(r"(?<=[:@])(?=\S)|(?<=www)(?=\.)|(?<=[<>~-])(?=[-=>])", re.IGNORECASE)
"""The places at which a shortcode, an address or an arrow would be recognised."""


def plain(text: str) -> str:
    """One line of Markdown that shows `text` as typed; runs of white space become a space."""
    line = " ".join(text.split())
    return _MARKS.sub(r"\\\1", _SECOND_PASS.sub(WORD_JOINER, line))


def bullets(lines: Iterable[str]) -> str:
    """A Markdown list that shows each line as it was typed."""
    return "\n".join(f"- {plain(line)}" for line in lines)


def shortened(text: str, length: int) -> str:
    """`text` on one line, cut at a word to at most `length` characters. It is not yet `plain`."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:.") + "…"
