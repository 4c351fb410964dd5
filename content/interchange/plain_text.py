"""The text of a file, whoever saved it: UTF-8, with or without a byte order mark."""

from __future__ import annotations

from content.interchange.limits import UnreadableError

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def text_of(data: bytes) -> str:
    """The text, with line feeds for line breaks. Raises UnreadableError when it is not UTF-8."""
    if data.startswith(_UTF_16):
        raise UnreadableError("is UTF-16; save it as UTF-8")
    if b"\x00" in data:
        raise UnreadableError("holds NUL characters, so it is no text; save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"line {line} is not UTF-8 (perhaps Windows-1252); save it as UTF-8, "
            "in Excel 'CSV UTF-8'"
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
