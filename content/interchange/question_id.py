"""An id for a question that has none, made from its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

MAX_LENGTH = 60
"""Longest id that is made, in characters; room is left for a number behind it."""

_FALLBACK = "question"
"""For a question without a letter or digit that an id may hold."""


def slug_of(text: str) -> str:
    """The text's words in lower case, joined by hyphens, accents dropped; may be empty."""
    plain = unicodedata.normalize("NFKD", text).replace("'", "").replace("’", "")
    ascii_only = plain.encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only))


def new_id(question: str, taken: Collection[str]) -> str:
    """An id of whole words that is not among those taken: overfitting, overfitting-2 and so on."""
    words = slug_of(question)
    if len(words) > MAX_LENGTH:
        words = words[: MAX_LENGTH + 1].rpartition("-")[0] or words[:MAX_LENGTH]
    name, number = words or _FALLBACK, 1
    made = name
    while made in taken:
        number += 1
        made = f"{name}-{number}"
    return made
