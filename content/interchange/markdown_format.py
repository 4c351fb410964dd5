"""Markdown: the questions as a document that people read, one section each.

## What is overfitting?

- **Id:** overfitting
- **Difficulty:** 2

### Reference

A model overfits when ...

### Key concepts

- **Noise is learnt** (core, weight 3): An overfitted model ...

### Misconceptions

- Against **Noise is learnt**: Overfitting means ...
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from content.interchange.cells import value_of
from content.interchange.item import Item
from content.interchange.limits import MAX_ITEMS, UnreadableError, refuse_too_many
from content.interchange.markdown_points import POINTS, Point
from content.interchange.plain_text import text_of
from content.markdown import escape_markdown, unescape_markdown
from content.question import Question

_FACTS = ("id", "seed_id", "theme", "kind", "difficulty", "tags")
"""Fields in the list at the head of a section; each other field has a heading of its own."""

_FACT = re.compile(r"[-*+] \*\*([^*]+?):\*\*(.*)")
_BULLET = re.compile(r"[-*+] +(.*)")


def write(questions: Sequence[Question], title: str) -> bytes:
    """The document; all text in it is escaped, so it stays text in any viewer."""
    lines = [f"# {escape_markdown(title)}", ""]
    for question in questions:
        lines += _section(question)
    return ("\n".join(lines).rstrip() + "\n").encode()


def _section(question: Question) -> Iterator[str]:
    yield f"## {escape_markdown(question.question)}"
    yield ""
    fields = question.model_dump(mode="json")
    for field in _FACTS:
        if fields[field] is not None:
            value = fields[field]
            text = ", ".join(value) if isinstance(value, list) else str(value)
            yield f"- **{_title(field)}:** {escape_markdown(text)}"
    for field, value in fields.items():
        if field not in (*_FACTS, "question") and value:
            yield from ["", f"### {_title(field)}", ""]
            yield from _body(field, value)
    yield ""


def _body(field: str, value: str | list[str] | list[dict[str, object]]) -> Iterator[str]:
    if isinstance(value, str):
        yield escape_markdown(value)
        return
    for entry in value:
        text = escape_markdown(entry) if isinstance(entry, str) else POINTS[field].written(entry)
        yield f"- {text}"


def _title(field: str) -> str:
    return field.replace("_", " ").capitalize()


def read(data: bytes) -> list[Item]:
    """The items. Raises UnreadableError when no heading of the second level begins a question."""
    lines = text_of(data).split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith("## ")]
    if not starts:
        raise UnreadableError("holds no question; begin each with a line '## ' and the question")
    refuse_too_many(len(starts), MAX_ITEMS, "questions")
    ends = [*starts[1:], len(lines)]
    return [
        Item(f"line {start + 1}", _fields(lines[start:end]))
        for start, end in zip(starts, ends, strict=True)
    ]


def _fields(lines: Sequence[str]) -> dict[str, object]:
    """The fields of a section; whatever is not understood stays, as a field with its own name."""
    question = lines[0].removeprefix("## ").strip()
    fields: dict[str, object] = {"question": unescape_markdown(question)}
    field, body = "", list[str]()
    for line in [*lines[1:], "### "]:
        if line.startswith("### "):
            fields |= _part(field, body)
            name = _name(line.removeprefix("### "))
            field, body = (f"{name}_(again)" if name in fields else name), []
        else:
            body.append(line)
    return fields


def _part(field: str, body: Sequence[str]) -> dict[str, object]:
    text = "\n".join(body).strip()
    if not field:
        return _facts(text.split("\n")) if text else {}
    if field in ("also_asked", "follow_ups"):
        return {field: [unescape_markdown(entry) for entry in _entries(text)]}
    if field in POINTS:
        return {field: [_point(POINTS[field], entry) for entry in _entries(text)]}
    return {field: unescape_markdown(text)} if text else {}


def _facts(lines: Sequence[str]) -> dict[str, object]:
    fields: dict[str, object] = {}
    for line in lines:
        fact = _FACT.fullmatch(line.strip())
        if fact and fact[2].strip():
            name = _name(fact[1])
            fields[name] = value_of(name, unescape_markdown(fact[2].strip()))
        elif line.strip() and not fact:
            fields["text"] = f"{fields.get('text', '')} {unescape_markdown(line)}".strip()
    return fields


def _entries(text: str) -> list[str]:
    """The entries of a list; a line without a bullet goes on with the entry before it."""
    entries: list[str] = []
    for line in text.split("\n"):
        bullet = _BULLET.fullmatch(line.strip())
        if bullet or not entries:
            entries.append(bullet[1] if bullet else line.strip())
        else:
            entries[-1] = f"{entries[-1]} {line.strip()}".strip()
    return [entry for entry in entries if entry]


def _point(point: Point, entry: str) -> dict[str, object]:
    return point.read(entry) or {"claim": unescape_markdown(entry)}


def _name(title: str) -> str:
    return "_".join(title.lower().split())
