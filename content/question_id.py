"""An id for a question that has none, made from its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MAX_LENGTH = 60
"""Longest id that is made, in characters; room is left for a number behind it."""

_FALLBACK = "question"
"""For a question without a letter or digit that an id may hold."""


def slug_of(text: str) -> str:
    """The text's words in lower case, joined by hyphens, accents dropped; may be empty."""
    plain = unicodedata.normalize("NFKD", text).replace("'", "").replace("’", "")
    ascii_only = plain.encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only))


class IdMaker:
    """Makes ids that differ from those taken and from each other."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def make(self, question: str) -> str:
        """An id of the question's first words: overfitting, then overfitting-2 and so on."""
        words = slug_of(question)
        if len(words) > MAX_LENGTH:
            words = words[: MAX_LENGTH + 1].rpartition("-")[0] or words[:MAX_LENGTH]
        name = made = words or _FALLBACK
        number = self._last.get(name, 1)
        while made in self._taken:
            number += 1
            made = f"{name}-{number}"
        self._last[name] = number
        self._taken.add(made)
        return made
