"""Changes to a YAML text by place: lines put in, taken out, and values replaced."""

from __future__ import annotations

import re

import yaml

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\r\n]*")
_LINE_REST = re.compile(r"[ \t]*(?:(?<=[ \t])#[^\r\n]*)?")


class Splices:
    """Gathers changes of one text, none of which overlap, and applies them all."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._changes: list[tuple[int, int, str]] = []

    def applied(self, newline: str) -> str:
        """The text with all changes; new lines end with `newline`."""
        text = self._text
        ordered = sorted(self._changes, key=lambda change: change[:2])
        for start, end, new in ordered[::-1]:  # so that of two at one place the first stays first
            text = text[:start] + new.replace("\n", newline) + text[end:]
        return text

    def insert_before(self, at: int, text: str) -> None:
        """Put lines before the line of this place."""
        self._changes.append((line_start(self._text, at), line_start(self._text, at), text))

    def insert_after(self, at: int, text: str) -> None:
        """Put lines after the line of this place."""
        self._changes.append((self._line_end(at), self._line_end(at), text))

    def remove(self, start: int, end: int) -> None:
        """Take out what stands from one place to another."""
        self._changes.append((start, end, ""))

    def remove_lines(self, start: int, end: int) -> None:
        """Take out the lines from one place to another."""
        self.remove(line_start(self._text, start), self._line_end(end))

    def remove_block(self, start: int, end: int) -> None:
        """Take out lines, the comment directly above them and the blank lines below them.

        At the end of the text the blank lines above them go instead.
        """
        start, end = block_start(self._text, start), self._line_end(end)
        while end < len(self._text) and not self._text[end : self._line_end(end)].strip():
            end = self._line_end(end)
        while end == len(self._text) and start and not _line_before(self._text, start).strip():
            start = line_start(self._text, start - 1)
        self.remove(start, end)

    def replace(self, start: int, node: yaml.Node, text: str) -> None:
        """Put a value in the place of what stands from `start` to the end of a node.

        Comments that stand there, or after it on its line, follow the first line of the new text.
        """
        end = end_of(node, self._text)
        rest = _LINE_REST.match(self._text, end)
        end = rest.end() if rest and rest.group().strip() else end
        first, line_break, others = text.partition("\n")
        told = " ".join([first, *self._comments(start, node, end)])
        self._changes.append((start, end, told + line_break + others))

    def _comments(self, start: int, node: yaml.Node, end: int) -> list[str]:
        value = self._text[node.start_mark.index : end_of(node, self._text)]
        if isinstance(node, yaml.ScalarNode):
            value = value.partition("\n")[0] if node.style in ("|", ">") else ""
        after = self._text[end_of(node, self._text) : end]
        before = self._text[start : node.start_mark.index]
        found = (_COMMENT.findall(part) for part in (before, value, after))
        return [comment.rstrip() for part in found for comment in part]

    def _line_end(self, at: int) -> int:
        found = self._text.find("\n", at)
        return len(self._text) if found < 0 else found + 1


def line_start(text: str, at: int) -> int:
    """The place where the line of this place starts."""
    return text.rfind("\n", 0, at) + 1


def block_start(text: str, at: int) -> int:
    """The place where the line of this place starts, or the comment directly above it."""
    start = line_start(text, at)
    while start and _line_before(text, start).lstrip().startswith("#"):
        start = line_start(text, start - 1)
    return start


def _line_before(text: str, start: int) -> str:
    return text[line_start(text, start - 1) : start]


def end_of(node: yaml.Node, text: str) -> int:
    """The place after the last character of a node (a parser's mark stands after what follows)."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(last[1] if isinstance(last, tuple) else last, text)
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return int(start + len(text[start:end].rstrip()))
    return int(end)
