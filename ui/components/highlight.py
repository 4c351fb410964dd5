"""Evidence shown inside a person's own text: spans in, escaped HTML out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from evaluator import Status

MARKED: tuple[Status, ...] = (Status.CONTRADICTED, Status.PARTLY, Status.STATED)
"""Statuses that have evidence, the gravest first: where spans overlap, the gravest is shown."""

STATUS_WORDS = {
    Status.STATED: "stated",
    Status.PARTLY: "partly stated",
    Status.CONTRADICTED: "contradicted",
}

_LINES = {Status.STATED: "solid", Status.PARTLY: "dashed", Status.CONTRADICTED: "wavy"}
"""Styles of underline, so that nothing hangs on colour alone."""

_COLOURS = {
    Status.STATED: "34, 160, 84",
    Status.PARTLY: "224, 150, 0",
    Status.CONTRADICTED: "224, 60, 60",
}
"""Red, green, blue. Laid on thinly, they leave the text readable on light and on dark."""

_BLOCK = "white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; line-height: 1.75"


@dataclass(frozen=True)
class Mark:
    """A span `text[start:end]` that shows concept `number`, whose name is `label`."""

    start: int
    end: int
    number: int
    label: str
    status: Status


def highlighted(text: str, marks: Sequence[Mark]) -> str:
    """HTML that shows all of `text`, line breaks too, with the marked spans highlighted.

    Offsets are Python string offsets. Spans may overlap; parts outside the text are cut off and
    spans that are empty, or of a status without evidence, are left out.
    """
    shown = [_within(mark, len(text)) for mark in marks if mark.status in MARKED]
    shown = [mark for mark in shown if mark.start < mark.end]
    edges = sorted({0, len(text), *(e for mark in shown for e in (mark.start, mark.end))})
    pieces = (_piece(text, a, b, shown) for a, b in pairwise(edges))
    return f'<div dir="auto" style="{_BLOCK}">{"".join(pieces)}</div>'


def legend(statuses: Sequence[Status]) -> str:
    """HTML that says in words what each style of highlight means."""
    samples = (_mark(escape(STATUS_WORDS[status]), status, "") for status in statuses)
    return f'<div style="font-size: 0.875rem; line-height: 1.9">{" &nbsp; ".join(samples)}</div>'


def _within(mark: Mark, length: int) -> Mark:
    start, end = (min(max(place, 0), length) for place in (mark.start, mark.end))
    return Mark(start, end, mark.number, mark.label, mark.status)


def _piece(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """The HTML of `text[start:end]`, inside of which no mark begins or ends."""
    body = escape(text[start:end])
    over = [mark for mark in marks if mark.start <= start and mark.end >= end]
    if not over:
        return body
    status = min((mark.status for mark in over), key=MARKED.index)
    title = "; ".join(f"{mark.number}. {mark.label}: {STATUS_WORDS[mark.status]}" for mark in over)
    ending = [str(mark.number) for mark in over if mark.end == end]
    number = f"<sup>{' '.join(ending)}</sup>" if ending else ""
    return _mark(body, status, title) + number


def _mark(body: str, status: Status, title: str) -> str:
    """`body` is HTML already; `title` is plain text."""
    colour = _COLOURS[status]
    style = (
        f"background: rgba({colour}, 0.18); color: inherit; border-radius: 3px; padding: 1px 2px; "
        f"text-decoration: underline {_LINES[status]} rgb({colour}); "
        "text-decoration-thickness: 2px; text-underline-offset: 4px"
    )
    hover = f' title="{escape(title)}"' if title else ""
    return f'<mark style="{style}"{hover}>{body}</mark>'
