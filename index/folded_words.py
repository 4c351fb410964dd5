"""Words as search compares them: lower case, without accents, endings and plurals folded."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Collection
from functools import lru_cache

import Stemmer

JOINERS = "-‐‑–_/'’"
"""Signs that join the parts of one word: hyphens, the dash of bias–variance, A/B, don't."""

_PART = "[^\\W_][^\\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\\W_]*)*"
WORD = re.compile(
    rf"(?<![^\s(])\.(?=[A-Za-z]){_PART}"  # .NET
    r"|\d+(?:[.,]\d+)+(?![^\W\d_])"  # 0.05
    rf"|{_PART}(?:\+\+|\#(?!\w)|(?:[{JOINERS}]{_PART})+)?"  # C++, C#, tf-idf, F1, R²
)
"""One word of any language that puts spaces between words."""

LONGEST = 40
"""Letters of the longest word whose ending is folded; what is longer is no word."""

_SLASHED = 3
"""Letters of the longest part that a slash joins to a word of its own, as in A/B and CI/CD; longer
ones are alternatives, as in train/test."""

_ACCENTS = re.compile("[\u0300-\u036f]")
_POSSESSIVE = re.compile("['’][sS]?$")
_APOSTROPHES = re.compile("['’]")
HYPHENS = re.compile("[-‐‑–_/]")
"""Signs that join parts which are words themselves."""

_PLURAL_ACRONYM = re.compile("([A-Z][A-Z0-9]+|[bcdfghj-np-tv-xz]{2,5})s")
"""LLMs and GPUs, and llms: words without vowels, whose endings the stemmer leaves alone."""

_BRITISH = (
    (re.compile(r"(?<=\w{3})is(?=(?:e[drs]?|ers|ing|ations?)$)"), "iz"),  # regularisation
    (re.compile(r"(?<=\w{2})ys(?=(?:e[drs]?|ers|ing)$)"), "yz"),  # analyse
    (re.compile(r"(?<=\w{2})our(?=s?$|al|ed|ing|it)"), "or"),  # behaviour, favourite
    (re.compile(r"(?<=[aeiou][^aeiou]el)l(?=ed$|ers?$|ing$)"), ""),  # modelling
)
"""Endings of British spelling, told by form alone: a word that is folded wrongly is folded so in
bank and query alike, and does no harm."""

_STEMMERS = threading.local()


def folded(text: str) -> list[str]:
    """The words of a text, folded, in order.

    A word with a hyphen gives its parts and the whole without hyphens, so that "tf-idf" and "tfidf"
    share a word, and so do "cross-validation" and "cross validation". C++, F1, R² (as r2), .NET and
    0.05 stay whole. Any text is taken; a text without words gives none.
    """
    return [part for match in WORD.finditer(text) for part in folded_word(match.group())]


def marked_places(text: str, words: Collection[str]) -> list[tuple[int, int]]:
    """Where a text has any of these folded words, `text[start:end]` in code points."""
    wanted = frozenset(words)
    return [
        match.span()
        for match in WORD.finditer(text)
        if not wanted.isdisjoint(folded_word(match.group()))
    ]


def plain(word: str) -> str:
    """A word in lower case, in compatible characters (R² is r2) and without accents.

    Without accents since the encoder reads without them too.
    """
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word).casefold()
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed))


def bare(word: str) -> str:
    """A word without the ending of a possessive: a model's is model."""
    return _POSSESSIVE.sub("", word)


def stem(word: str) -> str:
    """A plain word without its ending, by Snowball's English stemmer; what is no word stays.

    British spellings are folded into American ones first.
    """
    if len(word) > LONGEST or not word.isalpha():
        return word
    for british, american in _BRITISH:
        word = british.sub(american, word)
    if not hasattr(_STEMMERS, "english"):  # a stemmer may not be shared by threads
        _STEMMERS.english = Stemmer.Stemmer("english", 0)
    stemmed: str = _STEMMERS.english.stemWord(word)
    return stemmed


def folded_word(word: str) -> tuple[str, ...]:
    """As `folded`, of one match of WORD."""
    return _remembered(word) if len(word) <= LONGEST else _folded_parts(word)


def _folded_parts(word: str) -> tuple[str, ...]:
    """The parts of a word, and the whole when it has several."""
    single = bare(word)
    parts = HYPHENS.split(single)
    whole = [HYPHENS.sub("", single)] if is_one(single) else []
    return tuple(map(_fold, (*parts, *whole)))


_remembered = lru_cache(maxsize=1 << 16)(_folded_parts)


def is_one(word: str) -> bool:
    """Whether a word has parts that make one word, as those of tf-idf and A/B, not train/test."""
    parts = HYPHENS.split(word)
    return len(parts) > 1 and ("/" not in word or max(map(len, parts)) <= _SLASHED)


def _fold(part: str) -> str:
    bare = _APOSTROPHES.sub("", part)
    plural = _PLURAL_ACRONYM.fullmatch(bare)
    return plain(plural.group(1)) if plural else stem(plain(bare))
