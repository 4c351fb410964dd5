"""The names of columns and note fields, in the words of whoever made the file."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ALIASES = {
    "front": "question",
    "prompt": "question",
    "answer": "reference",
    "back": "reference",
    "model_answer": "reference",
    "reference_answer": "reference",
    "category": "theme",
    "topic": "theme",
}


def field_names(headers: Sequence[str]) -> list[str]:
    """A name for each column, every one different: a field of Question where it is known.

    The first of two columns that mean the same field has it; the other keeps its own name.
    """
    names: list[str] = []
    seen: set[str] = set()
    for number, header in enumerate(headers, 1):
        own = re.sub(r"[\s_-]+", "_", header.strip().lower()).strip("_") or f"column_{number}"
        name = _ALIASES.get(own, own)
        if name in seen:
            name = own if own not in seen else f"{own}_(column_{number})"
        names.append(name)
        seen.add(name)
    return names
