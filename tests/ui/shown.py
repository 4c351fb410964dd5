"""Reading what a run of the app sent to the browser."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from streamlit.testing.v1 import AppTest

from ui.components.plain import WORD_JOINER

AS_TYPED = {"text", "text_area", "text_input", "selectbox", "multiselect", "number_input"}
"""Elements whose content Streamlit shows without reading it as Markdown. Their labels are ours."""


def read_as_markdown(app: AppTest) -> list[str]:
    """Every string that was sent in an element which may read it as Markdown."""
    return [
        string
        for kind, proto in _elements(app)
        if kind not in {*AS_TYPED, "html"}
        for string in _strings(proto)
    ]


def html_sent(app: AppTest) -> list[str]:
    """Every piece of HTML that was sent."""
    return [proto.body for kind, proto in _elements(app) if kind == "html"]


def everything(app: AppTest) -> str:
    """All strings sent, as a person would read them: without escapes."""
    sent = "\n".join(string for _, proto in _elements(app) for string in _strings(proto))
    return sent.replace("\\", "").replace(WORD_JOINER, "")


def question_shown(app: AppTest) -> str:
    """The question that the practice page asks, as a person would read it."""
    return str(app.header[0].value).replace("\\", "").replace(WORD_JOINER, "")


def button_keys(app: AppTest, prefix: str) -> list[str]:
    """The keys of the buttons that begin so, in the order of the page."""
    return [button.key for button in app.button if button.key and button.key.startswith(prefix)]


class TextOfHtml(HTMLParser):
    """Tags, attributes and text of a piece of HTML; text of raised numbers apart."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.numbers: list[str] = []
        self.marked: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self._open.append(tag)
        if tag == "mark":
            self.marked.append((dict(attrs).get("style") or "", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "sup" in self._open:
            self.numbers.append(data)
            return
        self.text += data
        if "mark" in self._open:
            style, before = self.marked[-1]
            self.marked[-1] = (style, before + data)


def _elements(app: AppTest) -> Iterator[tuple[str, Any]]:
    for node in app._tree:
        proto = getattr(node, "proto", None)
        if proto is not None:
            yield node.type, proto


def _strings(proto: Any) -> Iterator[str]:
    for field, value in proto.ListFields():
        if field.name == "id":
            continue
        values = value if field.is_repeated else [value]
        for one in values:
            if isinstance(one, str):
                yield one
            elif hasattr(one, "ListFields"):
                yield from _strings(one)
