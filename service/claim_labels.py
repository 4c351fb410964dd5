"""Short names for claims: the words that tell a claim from its question and from its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evaluator import COPULAS, STOP_WORDS

LABEL_WORDS = (2, 4)
"""Fewest and most words of a label; with the fewest it is one if no other claim has it."""

_WORD = re.compile(r"[^\W_]+(?:['’+#./-]*[^\W_]+)*[+#]*")


def labels_of(claims: Sequence[str], question: str) -> list[str]:
    """A label of two to four words for each claim, no two of them equal.

    It is made of the first words of the claim that mean something, those that the question does not
    have before those that it has. Fewer words only for a claim that has fewer.
    """
    found: list[str] = []
    for claim in claims:
        taken = {label.lower() for label in found}
        fresh = (label for label in _labels(claim, question) if label.lower() not in taken)
        first = next(_labels(claim, question), "Claim")
        numbered = (f"{first} {number}" for number in range(2, len(claims) + 2))
        free = (label for label in numbered if label.lower() not in taken)
        found.append(next(fresh, None) or next(free))
    return found


def _labels(claim: str, question: str) -> Iterator[str]:
    """Labels of a claim, the best first."""
    asked = {word.lower() for word in _WORD.findall(question)}
    words = _WORD.findall(claim)
    meant = [word for word in words if word.lower() not in STOP_WORDS | COPULAS] or words
    own = [word for word in meant if word.lower() not in asked]
    least, most = LABEL_WORDS
    for chosen in (own, meant, words):
        for count in range(least, most + 1):
            if len(chosen) >= count:
                yield _label(chosen[:count])
    if words:
        yield _label(words[:most])


def _label(words: Sequence[str]) -> str:
    label = " ".join(words)
    return label[:1].upper() + label[1:]
