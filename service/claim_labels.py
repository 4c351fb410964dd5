"""Short names for claims: the words of a claim that tell it from the claims beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from evaluator import COPULAS, STOP_WORDS, VERBS
from index import Vectors

LABEL_WORDS = (2, 4)
"""Fewest and most words of a label; fewer only for a claim that has no more."""

OTHERS_SHARE = 0.5
LONG_COST = 0.1
"""What nearness to another claim, and words beyond the fewest, count against a label.

Best of a few tried on every 16th question of the packs: mean cosine 0.35 between the labels so made
of the claims there and those that people gave them, against 0.34 with neither.
"""

_JOINED_BY = frozenset({"of", "and", "or"})
_EMPTY = (STOP_WORDS | COPULAS | VERBS | {"because", "whereas", "although", "not"}) - _JOINED_BY
_PART_END = re.compile(r"[,;:.!?()\"“”]+(?:\s+|$)|\s[-–—]+\s|\s\(")


def labels_of(claims: Sequence[str], encode: Callable[[Sequence[str]], Vectors]) -> list[str]:
    """A label for each claim, no two of them equal."""
    phrases = [list(dict.fromkeys(_phrases(claim))) or [_start(claim)] for claim in claims]
    vectors = encode([*claims, *(phrase for part in phrases for phrase in part)])
    own, rest = vectors[: len(claims)], vectors[len(claims) :]
    ends = [0, *np.cumsum([len(part) for part in phrases]).tolist()]
    found: list[str] = []
    for at, (start, end) in enumerate(pairwise(ends)):
        near = rest[start:end] @ own.T
        worth = near[:, at] - LONG_COST * np.array([_is_long(phrase) for phrase in phrases[at]])
        if len(claims) > 1:
            worth -= OTHERS_SHARE * np.delete(near, at, axis=1).max(axis=1)
        best = [_capital(phrases[at][place]) for place in np.argsort(-worth, kind="stable")]
        found.append(_free(best, found))
    return found


def _phrases(claim: str) -> Iterator[str]:
    """Runs of words within a part of the sentence, with words that mean something at their ends."""
    least, most = LABEL_WORDS
    for part in _PART_END.split(claim):
        words = part.split()
        for count in range(least, most + 1):
            for start in range(len(words) - count + 1):
                chosen = words[start : start + count]
                ends = {chosen[0].lower(), chosen[-1].lower()}
                if not any(word.lower() in _EMPTY for word in chosen) and not ends & _JOINED_BY:
                    yield " ".join(chosen)


def _start(claim: str) -> str:
    """The first words that mean something, for a claim without two of them side by side."""
    words = [word.strip(',;:.!?()"“”') for word in claim.split()]
    meant = [word for word in words if word and word.lower() not in STOP_WORDS] or words
    return " ".join(meant[: LABEL_WORDS[0]])


def _free(labels: Sequence[str], taken: Sequence[str]) -> str:
    """The first of these that is not taken yet; the first with a number when all of them are."""
    known = {label.lower() for label in taken}
    numbered = [f"{labels[0]} {number}" for number in range(2, len(taken) + 3)]
    return next(label for label in [*labels, *numbered] if label.lower() not in known)


def _is_long(phrase: str) -> bool:
    return len(phrase.split()) > LABEL_WORDS[0]


def _capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
