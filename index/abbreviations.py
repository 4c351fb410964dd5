"""Abbreviations that texts explain, such as "area under the curve (AUC)".

The method is that of Schwartz and Hearst, A simple algorithm for identifying abbreviation
definitions in biomedical text (Pacific Symposium on Biocomputing, 2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from index.folded_words import folded

SHORT_LETTERS = (2, 10)
"""Fewest and most characters of a short form, as in the paper; here it is one word."""

_BRACKETS = re.compile(r"([^()\n.;:!?]{1,400}?)\s*\(([^()\n]{2,200})\)")
_SHORT = re.compile(r"[^\W_](?:[^\W_]|[-/&.+])*")
_LAST_WORD = re.compile(r"\S+\s*$")


def found_abbreviations(texts: Iterable[str]) -> dict[str, list[str]]:
    """Long forms that texts explain, by short form, in the order found."""
    found: dict[str, list[str]] = {}
    for text in texts:
        if "(" in text:
            for short, long in _explained(text):
                short, long = _singular(short, long)
                _add(found, short, [long])
    return found


def merged_abbreviations(
    given: Mapping[str, Sequence[str]], found: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """Those given, then those found that say something else."""
    merged: dict[str, list[str]] = {}
    for short, longs in (*given.items(), *found.items()):
        _add(merged, short, longs)
    return merged


def _add(known: dict[str, list[str]], short: str, longs: Iterable[str]) -> None:
    """Add long forms whose folded words are not those of one that is known."""
    listed = known.setdefault(short, [])
    for long in longs:
        if folded(long) not in map(folded, listed):
            listed.append(long)


def _singular(short: str, long: str) -> tuple[str, str]:
    """RNNs and recurrent neural networks as RNN and recurrent neural network."""
    if short.endswith("s") and short[:-1].isupper() and long.endswith("s"):
        return short[:-1], long[:-1]
    return short, long


def _explained(text: str) -> Iterator[tuple[str, str]]:
    for before, within in _BRACKETS.findall(text):
        if is_short_form(within):
            long = _long_form(within, _near(before, within))
            if long:
                yield within, long
            continue
        word = _LAST_WORD.search(before)
        short = word.group().strip() if word else ""
        inside = re.split("[,;]", within)[0].strip()
        if is_short_form(short) and _long_form(short, inside) == inside:
            yield short, inside


def is_short_form(text: str) -> bool:
    """Whether a text looks like a short form: one word with a capital, of few characters."""
    least, most = SHORT_LETTERS
    return (
        least <= len(text) <= most
        and _SHORT.fullmatch(text) is not None
        and any(letter.isupper() for letter in text)
    )


def _near(before: str, short: str) -> str:
    """The words before a bracket that may be the long form: min(n + 5, 2n), as in the paper."""
    words = before.split()
    return " ".join(words[-min(len(short) + 5, 2 * len(short)) :])


def _long_form(short: str, text: str) -> str | None:
    """The shortest end of a text that has the letters of the short form in their order.

    The first letter must begin a word. None when there is none, or when it is no longer form.
    """
    at = len(text)
    letters = [letter for letter in short.lower() if letter.isalnum()]
    lower = text.lower()
    if len(lower) != len(text):  # some letters are two in lower case
        return None
    for number in range(len(letters) - 1, -1, -1):
        at = lower.rfind(letters[number], 0, at)
        while at > 0 and number == 0 and lower[at - 1].isalnum():
            at = lower.rfind(letters[number], 0, at)
        if at < 0:
            return None
    long = text[at:]
    is_longer = len(long) > len(short) and short not in long.split()
    return long if is_longer else None
