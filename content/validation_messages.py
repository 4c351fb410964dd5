"""What an author is told about fields that are not as the schema wants them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import ValidationError


def validation_messages(error: ValidationError) -> Iterator[tuple[str, str]]:
    """Field, dotted such as key_concepts.0.claim, and message of every problem in an error."""
    for detail in error.errors(include_url=False):
        if detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]:
            continue  # it counts right items only, and what is wrong with the others is told
        place = ".".join(str(part) for part in detail["loc"])
        message = detail["msg"].removeprefix("Value error, ")
        shown = repr(detail["input"])
        if detail["type"] != "missing" and not isinstance(detail["input"], Mapping | list):
            message += f" (found {shown[:60]}{'...' if len(shown) > 60 else ''})"
        yield place, message
