"""When two pieces of a bank's data are the same, and which items of two lists are one item."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

_NAMES = ("id", "label", "check")
"""Fields by which an item of a list is known again when its other fields differ."""


def normal(data: Any, defaults: Mapping[str, Any]) -> Any:
    """The data as the schema sees it: without fields at their default or space around texts."""
    if isinstance(data, Mapping):
        fields = {str(key): normal(value, defaults) for key, value in data.items()}
        return {k: v for k, v in fields.items() if k not in defaults or v != defaults[k]}
    if isinstance(data, list | tuple):
        return [normal(item, defaults) for item in data]
    return data.strip() if isinstance(data, str) else data


def corresponding(old: list[Any], new: list[Any]) -> Iterator[tuple[int, int, int, int]]:
    """All ranges old[i:j] with the range new[k:m] that takes their place, pair by pair.

    Items of one name are a pair, and so are renamed ones; items with an id are never renamed.
    """
    names = [[_name(item) for item in items] for items in (old, new)]
    for tag, i, j, k, m in SequenceMatcher(a=names[0], b=names[1], autojunk=False).get_opcodes():
        if tag == "replace" and any(isinstance(o, Mapping) and "id" in o for o in old[i:j]):
            yield i, i, k, m
            yield i, j, k, k
        else:
            yield i, j, k, m


def _name(item: Any) -> str:
    names = [item[field] for field in _NAMES if field in item] if isinstance(item, Mapping) else []
    return json.dumps(names[0] if names else item, sort_keys=True, default=str)
