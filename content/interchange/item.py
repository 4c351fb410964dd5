"""What a file holds before anything is checked: the fields of one question, as far as they go."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """The fields of one question, and its place in the file in words that its author can follow.

    `fields` has the names of Question's fields where they could be told, others as the file has
    them; its values are plain data and may be wrong in every way.
    """

    place: str
    fields: dict[str, object]
