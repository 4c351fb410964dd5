"""Telling keyboard mashing from language by pairs of letters that words hardly ever have."""

from __future__ import annotations

import re
from itertools import pairwise

MIN_LETTERS = 4
"""Shorter words are left out: abbreviations (GPU, SVM) have any pair."""

_RARE = """
    a aejoqz
    b bcdfghkmnpqvwxz
    c bdfgjmnpqvwxz
    d cfhjkmpqxz
    e z
    f bcdghjkmnpqsvwxz
    g bcdfjkpqvwxz
    h cdfghjkpqvwxz
    i hijwy
    j bcdfghijklmnpqrstvwxyz
    k bcdfghjkmoqrtvxz
    l hjnqxz
    m cdfghjkqrtvwxz
    n qwx
    o hq
    p bcfgjkmnqvwxz
    q abcdefghijklmnopqrstvwxyz
    r jqxz
    s bdgjrvxz
    t bdfgjkqvxz
    u hjkquvwxz
    v bcdfghjklmnpqrstuvwxyz
    w bcdfgjkmpquvwxyz
    x bdfghjklmnoqrsuvwxyz
    y adfghjkqruvxyz
    z bcdfghijklmnopqrstuvwxyz
"""
"""First letters, each with its rare partners: under 1 in 20,000 of the graded corpus's pairs."""

_RARE_PAIRS = frozenset(
    first + second
    for first, seconds in map(str.split, _RARE.strip().splitlines())
    for second in seconds
)
_LATIN_WORD = re.compile(r"[a-z]+")


def rare_pair_share(text: str) -> float:
    """Share of rare pairs among the letter pairs of a text's longer Latin words, in [0, 1].

    0 for a text without such words. Mashed keys are above 0.4; English is below 0.07, and other
    languages in Latin script stay below 0.2.
    """
    words = (word for word in _LATIN_WORD.findall(text.lower()) if len(word) >= MIN_LETTERS)
    pairs = [a + b for word in words for a, b in pairwise(word)]
    return sum(pair in _RARE_PAIRS for pair in pairs) / len(pairs) if pairs else 0.0
