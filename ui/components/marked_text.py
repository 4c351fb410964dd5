"""A text that a search found, with the words that it shares with the query marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

ELLIPSIS = "…"
_MARK = (
    "background: rgba(128, 128, 128, 0.18); color: inherit; font-weight: 600; "
    "border-radius: 3px; padding: 0 2px"
)
_BLOCK = "overflow-wrap: anywhere; unicode-bidi: isolate; line-height: 1.6"
_LEAD = 40
"""Most characters before the first mark of a text that is cut."""


def marked_text(text: str, marks: Iterable[tuple[int, int]], most: int) -> str:
    """HTML of the text, escaped, with `text[start:end]` of each mark in bold on grey.

    A text of more than `most` characters is cut at spaces to about as many, around its first mark.
    """
    within = sorted((s, e) for s, e in marks if 0 <= s < e <= len(text))
    start, end = _window(text, within, most)
    pieces = _pieces(text, [(s, e) for s, e in within if s >= start and e <= end], start, end)
    before, after = (ELLIPSIS if cut else "" for cut in (start > 0, end < len(text)))
    return f'<div dir="auto" style="{_BLOCK}">{before}{"".join(pieces)}{after}</div>'


def _window(text: str, marks: list[tuple[int, int]], most: int) -> tuple[int, int]:
    if len(text) <= most:
        return 0, len(text)
    wanted = max(marks[0][0] - _LEAD, 0) if marks and marks[0][1] > most else 0
    start = text.rfind(" ", 0, wanted) + 1 if wanted else 0
    if start + most >= len(text):
        return start, len(text)
    end = text.rfind(" ", start, start + most)
    return start, end if end > start else start + most


def _pieces(text: str, marks: list[tuple[int, int]], start: int, end: int) -> Iterator[str]:
    at = start
    for first, last in marks:
        if first < at:
            continue  # a part of a word that is marked as a whole
        yield escape(text[at:first])
        yield f'<mark style="{_MARK}">{escape(text[first:last])}</mark>'
        at = last
    yield escape(text[at:end])
