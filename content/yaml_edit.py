"""Making a YAML text say something else while every line that need not change stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from content.yaml_data import corresponding, normal
from content.yaml_file import YamlFileError, parse_yaml
from content.yaml_items import dash_of, indented, item_source
from content.yaml_splices import Splices, end_of
from content.yaml_writer import STEP, field_text, gap_after, item_text, value_text


def edited_yaml(
    text: str,
    wanted: Mapping[str, Any],
    defaults: Mapping[str, Any],
    sources: Mapping[str, str] | None = None,
) -> str:
    """The text changed so that it reads as the fields wanted, with comments, order and layout kept.

    A field that has its value of `defaults` may be left out of `wanted`: it is not written, and
    stays where it is written out. Only a text in a form that no pack uses (such as one mapping in
    braces) is written anew. `sources` gives, by id, the lines that an item had where it comes from
    (see `item_source`), so that it keeps its comments and layout too. Raises YamlFileError when the
    text is not a bank's YAML.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    newline = "\r\n" if "\r\n" in text else "\n"
    old = text.removeprefix(mark)
    node, data = parse_yaml(old)
    if normal(data, defaults) == normal(wanted, defaults):
        return text
    if not old.endswith("\n"):
        node, data = parse_yaml(old := old + newline)
    if _is_block_mapping(node) and isinstance(data, Mapping):
        edit = _Edit(old, defaults, sources or {})
        edit.change_fields(node, data, wanted)
        new = edit.splices.applied(newline)
        if _says(new, wanted, defaults):
            return mark + new
    return mark + "".join(field_text(key, value, 0) for key, value in wanted.items())


class _Edit:
    """Gathers the splices that lead from what a text says to what it should say."""

    def __init__(self, text: str, defaults: Mapping[str, Any], sources: Mapping[str, str]) -> None:
        self.splices = Splices(text)
        self._text = text
        self._defaults = defaults
        self._sources = sources

    def change_fields(self, node: Any, data: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
        """Change, remove and add fields of a mapping that is written as a block."""
        places = {key.value: (key, value) for key, value in node.value}
        at = end_of(node.value[0][1], self._text)
        for name, value in wanted.items():
            if name in places:
                at = end_of(places[name][1], self._text)
                self._change_field(*places[name], data.get(name), value)
            else:
                self.splices.insert_after(at, field_text(name, value, node.start_mark.column))
        for number, (name, (key, value)) in enumerate(places.items()):
            if name in wanted or (name in self._defaults and data[name] == self._defaults[name]):
                continue
            if number or len(places) == 1:
                self.splices.remove_lines(key.start_mark.index, end_of(value, self._text))
            else:  # it may stand on the line of its dash, which stays
                self.splices.remove(key.start_mark.index, node.value[1][0].start_mark.index)

    def _change_field(self, key: yaml.Node, node: yaml.Node, old: Any, new: Any) -> None:
        if self._same(old, new):
            return
        if _is_block_mapping(node) and isinstance(new, Mapping):
            self.change_fields(node, old, new)
        elif isinstance(node, yaml.SequenceNode) and not node.flow_style and isinstance(new, list):
            self._change_items(str(key.value), node, old, new)
        else:
            start = self._text.index(":", key.end_mark.index) + 1
            self.splices.replace(start, node, value_text(key.value, new, key.start_mark.column))

    def _change_items(self, name: str, node: Any, old: list[Any], new: list[Any]) -> None:
        for i, j, k, m in corresponding(old, new):
            pairs = min(j - i, m - k)
            for at in range(pairs):
                self._change_item(node.value[i + at], old[i + at], new[k + at])
            for at in range(i + pairs, j):
                start = dash_of(self._text, node, at)
                self.splices.remove_block(start, end_of(node.value[at], self._text))
            self._add_items(name, node, i + pairs, new[k + pairs : m])

    def _change_item(self, node: yaml.Node, old: Any, new: Any) -> None:
        if self._same(old, new):
            return
        if _is_block_mapping(node) and isinstance(new, Mapping):
            self.change_fields(node, old, new)
        else:
            indent = node.start_mark.column - STEP
            text = item_text(new, indent)[indent + STEP :].removesuffix("\n")
            self.splices.replace(node.start_mark.index, node, text)

    def _add_items(self, name: str, node: Any, at: int, items: list[Any]) -> None:
        """Put items before the one at this place of the list."""
        for item in items:
            text = self._item_text(name, item, node.start_mark.column)
            if at:
                before = end_of(node.value[at - 1], self._text)
                self.splices.insert_after(before, gap_after(name) + text)
            else:
                self.splices.insert_before(dash_of(self._text, node, 0), text + gap_after(name))

    def _item_text(self, name: str, item: Any, indent: int) -> str:
        item_id = item.get("id", "") if isinstance(item, Mapping) else ""
        source = self._sources.get(item_id)
        if source:
            text = edited_yaml(f"{name}:\n{source}", {name: [item]}, self._defaults)
            source = item_source(text, name, item_id)
        return indented(source, indent) if source else item_text(item, indent)

    def _same(self, old: Any, new: Any) -> bool:
        return bool(normal(old, self._defaults) == normal(new, self._defaults))


def _is_block_mapping(node: yaml.Node | None) -> bool:
    return isinstance(node, yaml.MappingNode) and not node.flow_style and bool(node.value)


def _says(text: str, wanted: Any, defaults: Mapping[str, Any]) -> bool:
    try:
        return bool(normal(parse_yaml(text)[1], defaults) == normal(wanted, defaults))
    except YamlFileError:
        return False
