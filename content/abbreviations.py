"""The abbreviations of a pack's field, as candidates type them, and what they stand for."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from content.question import Line

MAX_ABBREVIATIONS = 500
"""Most abbreviations of a pack: a field has some dozens, and each is looked for in every query."""

Short = Annotated[str, StringConstraints(pattern=r"^\w[\w./&+#-]{0,18}\w$")]
"""One word of 2 to 20 letters, digits and the signs of A/B, t-SNE, C&A and R.O.I."""


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _checked_longs(longs: tuple[str, ...]) -> tuple[str, ...]:
    repeated = [long for long, count in Counter(map(str.casefold, longs)).items() if count > 1]
    if repeated:
        raise ValueError(f"says {repeated[0]!r} twice; keep one")
    return longs


def _checked(abbreviations: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    for short, longs in abbreviations.items():
        if short.isdigit():
            raise ValueError(f"{short!r} is a number; an abbreviation has a letter")
        if any(len(long) <= len(short) for long in longs):
            raise ValueError(f"{short!r} is given a long form that is not longer; write it out")
    return abbreviations


LongForms = Annotated[
    tuple[Line, ...],
    BeforeValidator(_listed),
    Field(min_length=1, max_length=4),
    AfterValidator(_checked_longs),
]
"""What an abbreviation stands for: one text, or a list of up to four, the most usual first."""

Abbreviations = Annotated[
    dict[Short, LongForms], Field(max_length=MAX_ABBREVIATIONS), AfterValidator(_checked)
]
"""Long forms by short form."""
