"""The characters that text of a bank may hold: those that every file and viewer can carry."""

from __future__ import annotations

import re
import unicodedata

_UNFIT = re.compile("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufffe\\uffff]")
"""Control characters, the separators that some programs take for line breaks, and the two
code points that XML, so a spreadsheet, cannot hold. A line break (U+000A) is looked at apart."""


def checked_line(text: str) -> str:
    """The text; ValueError when it holds a line break or a character that is unfit."""
    if "\n" in text:
        raise ValueError("holds a line break; write it on one line")
    return checked_prose(text)


def checked_prose(text: str) -> str:
    """The text; ValueError when it holds a character that is unfit."""
    found = _UNFIT.search(text)
    if found:
        sign = found.group()
        name = "a tab" if sign == "\t" else unicodedata.name(sign, "a control character").lower()
        raise ValueError(f"holds U+{ord(sign):04X} ({name}); remove it or write a space")
    return text


def fitted_line(text: str) -> str:
    """The text on one line, with a space for what is unfit."""
    return " ".join(_UNFIT.sub(" ", text).split())
