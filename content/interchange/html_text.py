"""The plain text of a field of HTML, as Anki and its decks hold it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from content.interchange.limits import UnreadableError

MAX_HTML = 200_000
"""Longest field, in characters."""

_BREAKS = frozenset(
    {
        *("address", "article", "blockquote", "br", "dd", "div", "dl", "dt"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "table", "tr", "ul"),
    }
)
"""Elements before and after which a line breaks."""

_DROPPED = frozenset({"script", "style"})
_LOOSE = re.compile(r"<(?![a-zA-Z/][^<>]*>)")
"""A < that begins no element. It is text; html.parser would look for its end again and again."""

_SPACES = re.compile(r"[^\S\n]+")


def text_of_html(html: str) -> str:
    """The text: entities decoded, scripts and styles dropped, a new line at <br> and blocks.

    Raises UnreadableError for a field that is longer than MAX_HTML, or that names a character by a
    number of thousands of digits.
    """
    if len(html) > MAX_HTML:
        raise UnreadableError(f"a field holds more than {MAX_HTML:,} characters; shorten it")
    reader = _TextReader()
    try:
        reader.feed(_LOOSE.sub("&lt;", _without_comments(html)))
        reader.close()
    except ValueError:  # Python's, for a number that is too long
        message = "a field names a character by a number that is too long; remove the &#..."
        raise UnreadableError(message) from None
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _without_comments(html: str) -> str:
    kept, start = [], 0
    while (begin := html.find("<!--", start)) >= 0:
        end = html.find("-->", begin + len("<!--"))
        if end < 0:
            break
        kept.append(html[start:begin])
        start = end + len("-->")
    return "".join([*kept, html[start:]])


class _TextReader(HTMLParser):
    """Gathers text and line breaks."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._dropping = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _DROPPED:
            self._dropping = tag
        self._break_at(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._dropping:
            self._dropping = ""
        self._break_at(tag)

    def handle_data(self, data: str) -> None:
        if not self._dropping:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _break_at(self, tag: str) -> None:
        if tag in _BREAKS:
            self.parts.append("\n")
