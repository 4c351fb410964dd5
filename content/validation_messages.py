"""What pydantic says of a wrong record, in the bank's words: where it is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import ValidationError

LONGEST_SHOWN = 60
"""Most characters of a wrong value that are repeated in its message."""


def validation_messages(error: ValidationError) -> Iterator[tuple[str, str]]:
    """(place, message) of each problem; a place is such as key_concepts.0.label."""
    for detail in error.errors(include_url=False):
        if detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]:
            continue  # it counts right items only, and what is wrong with the others is told
        place = ".".join(str(part) for part in detail["loc"])
        message = detail["msg"].removeprefix("Value error, ")
        shown = repr(detail["input"])
        if detail["type"] != "missing" and not isinstance(detail["input"], Mapping | list):
            cut = "..." if len(shown) > LONGEST_SHOWN else ""
            message += f" (found {shown[:LONGEST_SHOWN]}{cut})"
        yield place, message
