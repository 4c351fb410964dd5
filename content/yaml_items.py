"""Where the items of a list stand in a YAML text, and the lines of one of them."""

from __future__ import annotations

from typing import Any

import yaml

from content.yaml_file import parse_yaml
from content.yaml_splices import block_start, end_of, line_start


def dash_of(text: str, node: yaml.SequenceNode, at: int) -> int:
    """The place of the dash of the item with this number in a list that is written as a block."""
    if at == 0:
        return int(node.start_mark.index)
    place = end_of(node.value[at - 1], text)
    for line in text[place:].splitlines(keepends=True):
        bare = line.strip()
        if bare and not bare.startswith("#"):
            break
        place += len(line)
    return text.index("-", place)


def item_source(text: str, name: str, item_id: str) -> str | None:
    """The lines of the item with this id, comments above it too, with its dash at the margin.

    `name` is the field of the text that holds the list. None when it is not written as a block.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    node, data = parse_yaml(text)
    found = [value for key, value in _fields(node) if key.value == name]
    items = found[0] if found else None
    if not isinstance(items, yaml.SequenceNode) or items.flow_style:
        return None
    ids = [item.get("id") if isinstance(item, dict) else None for item in data[name]]
    if item_id not in ids:
        return None
    at = ids.index(item_id)
    dash = dash_of(text, items, at)
    margin = dash - line_start(text, dash)
    lines = text[block_start(text, dash) : end_of(items.value[at], text)]
    rest = text[end_of(items.value[at], text) :].partition("\n")[0]
    return "".join(
        f"{line[min(margin, len(line) - len(line.lstrip())) :]}\n"
        for line in (lines + rest).split("\n")
    )


def indented(source: str, indent: int) -> str:
    """The lines further in by this many columns."""
    margin = " " * indent
    return "".join(f"{margin}{line}" if line.strip() else line for line in source.splitlines(True))


def _fields(node: yaml.Node | None) -> list[Any]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []
