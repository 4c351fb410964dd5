"""The words of a text: which carry meaning, which join, and which assert."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from evaluator.word_lists import (
    COPULAS,
    NEGATORS,
    QUANTIFIERS,
    STOP_WORDS,
    VERBS,
)

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")

_SIGN = re.compile(r"\w\(|\\[a-zA-Z]+|:\s|->|=>|→|⇒|≈|=|<|>|≤|≥|\bvs\b")

FUNCTION_WORDS = STOP_WORDS | QUANTIFIERS | NEGATORS


def _verb_forms(verb: str) -> tuple[str, ...]:
    stem = verb.removesuffix("e").removesuffix("y")
    return verb, f"{verb}s", f"{verb}d", f"{verb}ed", f"{stem}es", f"{stem}ies", f"{stem}ied"


_PREDICATES = COPULAS | NEGATORS | {form for verb in VERBS for form in _verb_forms(verb)}


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case; hyphens and apostrophes belong to their word."""
    return tuple(word.lower().replace("’", "'") for word in _WORD.findall(text))


@lru_cache(maxsize=20_000)
def content_stems(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning: stop words and negators are left out."""
    kept = (word for word in _parts(text) if word not in FUNCTION_WORDS)
    return frozenset(stem for word in kept if len(stem := _stem(word)) > 1)


def function_words(text: str) -> int:
    """How many words of a text only join, point, count or deny (the, of, all, not ...)."""
    return sum(word in FUNCTION_WORDS for word in words(text))


def new_words(text: str, known: str) -> frozenset[str]:
    """Words of a text, quantifiers and single letters too, whose stem `known` does not have."""
    stems = frozenset(map(_stem, _parts(known)))
    return frozenset(
        word
        for word in words(text)
        if word not in STOP_WORDS and word not in NEGATORS and _stem(word) not in stems
    )


def predicates(text: str) -> int:
    """About how many words or signs of a text assert something: is, reduces, means, ->, =."""
    verbs = sum(word in _PREDICATES for word in words(text))
    return verbs + len(_SIGN.findall(text))


def _parts(text: str) -> Iterator[str]:
    """Each word, and each part of one with hyphens, so that "bias" meets "bias-variance"."""
    for word in words(text):
        yield word
        if "-" in word:
            yield from word.split("-")


def _stem(word: str) -> str:
    """A light stem, enough to match plurals and verb forms of one word."""
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


_ENDINGS = (
    *(
        (f"{i}{ending}", 3)
        for i in ("is", "iz")
        for ending in ("ations", "ation", "ing", "ed", "es", "e")
    ),
    ("ations", 3),
    ("ation", 3),
    ("ingly", 3),
    ("ings", 3),
    ("ing", 3),
    ("ions", 3),
    ("ion", 3),
    ("ies", 3),
    ("ied", 3),
    ("edly", 3),
    ("ed", 3),
    ("es", 3),
    ("ly", 3),
    ("s", 3),
    ("e", 3),
    ("y", 3),
)
"""Endings and the fewest letters that must stay before them."""
