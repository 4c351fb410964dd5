"""The schema's messages for people who have never seen it."""

from __future__ import annotations

import re

_WORDS = (
    (
        re.compile(r"String should (have at least 1 character|match pattern '.*') \(found '\s*'\)"),
        "Needed.",
    ),
    (
        re.compile(r"facet of (.+?) is knowledge; a behavioral question takes [^;]+"),
        r"Choose which part of the story \1 is",
    ),
    (
        re.compile(r"Tuple should have at least (\d+) items? after validation, not (\d+)"),
        r"At least \1 needed; there are \2.",
    ),
    (
        re.compile(r"Tuple should have at most (\d+) items? after validation, not (\d+)"),
        r"At most \1 allowed; there are \2.",
    ),
    (
        re.compile(r"String should match pattern '\^\[a-z0-9\]\+\(-\[a-z0-9\]\+\)\*\$'"),
        "Write lower-case words joined by hyphens, such as decision-trees",
    ),
    (re.compile(r"String should have at (least|most)"), r"The text should have at \1"),
)


def in_words(message: str) -> str:
    """A message of the schema without the names of its types; any other message as it is."""
    for pattern, words in _WORDS:
        message = pattern.sub(words, message)
    return message
