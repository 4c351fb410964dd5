"""One cell of a table: how a field's value is written in it and read from it."""

from __future__ import annotations

import re

_LINES = ("also_asked", "follow_ups")
"""Lists with one line of the cell for each of their items."""

_WORDS = "tags"
"""The list whose items are parted by commas."""

_NUMBERS = ("difficulty", "weight")
_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def cell_of(field: str, value: object) -> str | int | bool:
    """What is written for a value of Question.model_dump(mode="json")."""
    if isinstance(value, list):
        return (", " if field == _WORDS else "\n").join(value)
    if isinstance(value, str | int):
        return value
    return ""


def value_of(field: str, text: str) -> object:
    """What a cell that is not blank says; the text itself where it is not what the field takes."""
    if field in _LINES:
        return [line.strip() for line in text.split("\n") if line.strip()]
    if field == _WORDS:
        return [word.strip() for word in text.split(",") if word.strip()]
    if field in _NUMBERS and re.fullmatch(r"[0-9]", text):
        return int(text)
    if field == "core":
        return _TRUTH.get(text.lower(), text)
    return text
