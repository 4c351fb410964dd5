"""Text in Markdown: escaped so that it stays text in any viewer, and got back exactly."""

from __future__ import annotations

import re

_SIGNS = re.compile(
    r"""
    [\\`*_{}\[\]<>()\#!|~$&@^]      # what Markdown or an extension of it gives a meaning anywhere
    | ^[-+=] | [-+=](?=[-+=])       # lists, rules and underlined headings; --, ++ and == marks
    | :(?=\S) | (?<=www)\.          # https: and :icon:, and www. that becomes a link
    """,
    re.MULTILINE | re.IGNORECASE | re.VERBOSE,
)
_NUMBERED = re.compile(r"^(\d+)\.", re.MULTILINE)
"""What begins an item of a numbered list; 1) is escaped for its bracket."""

_SPACES = re.compile(r"^[ \t]|[ \t]$|\r", re.MULTILINE)
"""Spaces that would indent code or force a break, and that editors trim."""

_ESCAPED = re.compile(r"""\\([!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])|&\#(9|13|32);""", re.VERBOSE)


def escape_markdown(text: str) -> str:
    """Markdown that any viewer shows as the text, whose lines are parted by line feeds.

    `unescape_markdown` is its inverse for every text.
    """
    signs = _NUMBERED.sub(r"\1\\.", _SIGNS.sub(r"\\\g<0>", text))
    return _SPACES.sub(lambda found: f"&#{ord(found.group())};", signs)


def unescape_markdown(markdown: str) -> str:
    """The text that was escaped; other Markdown stays as it is written."""
    return _ESCAPED.sub(lambda found: found[1] or chr(int(found[2])), markdown)
