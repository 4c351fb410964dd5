"""How a concept, a misconception and an acceptance are written as one line of Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from content.interchange.cells import value_of
from content.markdown import escape_markdown, unescape_markdown
from content.question import Facet

_BOLD = r"\*\*((?:\\.|[^*\\])*)\*\*"
"""Bold text, in which every star of its own is escaped."""

_CONCEPT = re.compile(rf"{_BOLD} \(([^)]*)\): (.*)")
_MISCONCEPTION = re.compile(rf"Against {_BOLD}: (.*)")
_ACCEPTED = re.compile(rf"{_BOLD}: (.*)")


class Point(NamedTuple):
    """One kind of line: how its parts are written, and read (None: it is written otherwise)."""

    written: Callable[[Mapping[str, object]], str]
    read: Callable[[str], dict[str, object] | None]


def _write_concept(parts: Mapping[str, object]) -> str:
    notes = ["core"] if parts["core"] else []
    notes.append(f"weight {parts['weight']}")
    if parts["facet"] != Facet.KNOWLEDGE.value:
        notes.append(str(parts["facet"]))
    return f"{_bold(parts['label'])} ({', '.join(notes)}): {_plain(parts['claim'])}"


def _read_concept(line: str) -> dict[str, object] | None:
    found = _CONCEPT.fullmatch(line)
    if not found:
        return None
    label, notes, claim = found.groups()
    parts: dict[str, object] = {"label": unescape_markdown(label), "core": False}
    for note in filter(None, map(str.strip, notes.split(","))):
        if note == "core":
            parts["core"] = True
        elif note.startswith("weight "):
            parts["weight"] = value_of("weight", note.removeprefix("weight ").strip())
        else:
            parts["facet"] = note
    return parts | {"claim": unescape_markdown(claim)}


def _write_misconception(parts: Mapping[str, object]) -> str:
    return f"Against {_bold(parts['contradicts'])}: {_plain(parts['claim'])}"


def _read_misconception(line: str) -> dict[str, object] | None:
    found = _MISCONCEPTION.fullmatch(line)
    return found and dict(zip(("contradicts", "claim"), _texts(found), strict=True))


def _write_accepted(parts: Mapping[str, object]) -> str:
    return f"{_bold(parts['check'])}: {_plain(parts['reason'])}"


def _read_accepted(line: str) -> dict[str, object] | None:
    found = _ACCEPTED.fullmatch(line)
    return found and dict(zip(("check", "reason"), _texts(found), strict=True))


def _texts(found: re.Match[str]) -> list[str]:
    return [unescape_markdown(text) for text in found.groups()]


def _bold(text: object) -> str:
    return f"**{_plain(text)}**"


def _plain(text: object) -> str:
    return escape_markdown(str(text))


POINTS = {
    "key_concepts": Point(_write_concept, _read_concept),
    "misconceptions": Point(_write_misconception, _read_misconception),
    "accepted": Point(_write_accepted, _read_accepted),
}
"""For each field of Question that is a list of records."""
