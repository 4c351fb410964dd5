"""How the bank's values look in YAML: folded prose, tags on one line, all else plain if it can."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from content.yaml_file import YamlFileError, parse_yaml

WIDTH = 110
"""Columns that folded prose fills, as in the packs that are shipped."""

STEP = 2
"""Columns by which a block stands further in than the field that it belongs to."""

_FOLDED = frozenset({"description", "reference"})
_ON_ONE_LINE = frozenset({"tags"})
_SPACED_OUT = frozenset({"questions"})

_WORD_GAP = re.compile(r"(?<=\S) (?=\S)")
_UNFIT_FOR_FOLDING = re.compile(r"^\s|\s$|[^\S\n ]", re.MULTILINE)


def field_text(key: str, value: Any, indent: int) -> str:
    """A field as `key: value` at this indent; ends with a line break."""
    return f"{' ' * indent}{scalar_text(key)}:{value_text(key, value, indent)}\n"


def value_text(key: str, value: Any, indent: int) -> str:
    """What stands after the colon of a field at this indent: a space and a value, or lines below.

    The first line is one to which a comment may be added; there is no line break at the end.
    """
    if isinstance(value, Mapping) and value:
        fields = (field_text(str(name), one, indent + STEP) for name, one in value.items())
        return "\n" + "".join(fields).removesuffix("\n")
    if _is_list(value) and value and key not in _ON_ONE_LINE:
        return "\n" + items_text(key, value, indent + STEP).removesuffix("\n")
    if _is_list(value):
        return " [" + ", ".join(_fitting(one, "[{}]", [one]) for one in value) + "]"
    if key in _FOLDED and isinstance(value, str):
        return _folded(value, indent + STEP)
    return " " + scalar_text(value)


def items_text(key: str, items: Sequence[Any], indent: int) -> str:
    """The items of the list of a field, dashes at this indent; each ends with a line break."""
    return gap_after(key).join(item_text(item, indent) for item in items)


def item_text(item: Any, indent: int) -> str:
    """One item of a list, its dash at this indent; ends with a line break."""
    if isinstance(item, Mapping) and item:
        fields = (field_text(str(name), one, indent + STEP) for name, one in item.items())
        text = "".join(fields)
        return f"{' ' * indent}- {text[indent + STEP :]}"
    return f"{' ' * indent}- {scalar_text(item)}\n"


def gap_after(key: str) -> str:
    """The blank line between the items of a list of this name, if it has them."""
    return "\n" if key in _SPACED_OUT else ""


def scalar_text(value: Any) -> str:
    """A scalar on one line, without quotes when it means the same without."""
    return _fitting(value, "- k: {}", [{"k": value}])


def _fitting(value: Any, frame: str, wanted: Any) -> str:
    """The value without quotes if in this frame it reads as what is wanted, else with quotes."""
    plain = value if isinstance(value, str) else _dumped(value, None)
    one_line = len(plain.splitlines()) == 1
    return plain if one_line and _reads_as(frame.format(plain), wanted) else _dumped(value, '"')


def _dumped(value: Any, style: str | None) -> str:
    text = yaml.safe_dump(
        value,
        default_style=style if isinstance(value, str) else None,
        default_flow_style=True,
        width=float("inf"),
        allow_unicode=True,
    )
    return text.removesuffix("\n").removesuffix("\n...")


def _folded(text: str, indent: int) -> str:
    """Prose as a folded block; in quotes on one line when folding would change it."""
    if not _UNFIT_FOR_FOLDING.search(text):
        margin = " " * indent
        lines = [line for part in text.split("\n") for line in (*_filled(part, WIDTH - indent), "")]
        block = "".join(f"\n{margin}{line}" if line else "\n" for line in lines[:-1])
        if _reads_as(f"k: >-{block}\n", {"k": text}):
            return f" >-{block}"
    return " " + _dumped(text, '"')


def _filled(text: str, width: int) -> list[str]:
    """The text in lines of at most this width where single spaces allow it."""
    lines: list[str] = []
    for piece in _WORD_GAP.split(text):
        if lines and len(lines[-1]) + 1 + len(piece) <= width:
            lines[-1] += f" {piece}"
        else:
            lines.append(piece)
    return lines


def _reads_as(text: str, wanted: Any) -> bool:
    try:
        return bool(parse_yaml(text)[1] == wanted)
    except YamlFileError:
        return False


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)
