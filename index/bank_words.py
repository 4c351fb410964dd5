"""The words of a bank's texts: which there are, how often, and how the bank writes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.folded_words import HYPHENS, WORD, bare, is_one, plain

_WORD_OR_BREAK = re.compile(rf"{WORD.pattern}|[.,;:!?()]")

_BREAK = " . "
"""What is put between two texts, so that their words do not pair."""

_Uses = Sequence[tuple[str, int]]
"""Words as written and how often, the most used first."""


@dataclass(frozen=True)
class BankWords:
    """What is known of a bank's words, all in plain form (see `plain`)."""

    counts: dict[str, int]
    """How often each word stands in the bank; a word with hyphens counts whole and by its parts."""

    forms: dict[str, str]
    """How the bank writes a word: in lower case if it ever does, else as it does most often."""

    compounds: dict[str, str]
    """Words with hyphens or a slash, by their letters alone, as the bank writes them most often."""

    alone: frozenset[str]
    """Words that stand by themselves, not only as a part of one with a hyphen."""

    pairs: frozenset[tuple[str, str]]
    """Words that follow one another in a sentence."""

    lower: frozenset[str]
    """Words that the bank writes in lower case at least as often as otherwise."""

    @classmethod
    def of(cls, texts: Iterable[str]) -> BankWords:
        """Read the texts once; words do not pair across texts or sentences."""
        written = _WORD_OR_BREAK.findall(_BREAK.join(texts))
        uses = sorted(Counter(written).items(), key=lambda item: (-item[1], item[0]))
        plains = {word: plain(word) for word, _ in uses}
        running = [plains[word] for word in written]
        forms = _forms(uses, plains)
        return cls(
            counts=_counts(uses, plains),
            forms=forms,
            compounds=_compounds(uses, plains, forms),
            alone=frozenset(forms),
            pairs=frozenset(pairwise(running)),
            lower=_lower(uses, plains),
        )


def _forms(uses: _Uses, plains: Mapping[str, str]) -> dict[str, str]:
    forms: dict[str, str] = {}
    for word, _ in sorted(uses, key=lambda use: not use[0].islower()):
        forms.setdefault(plains[word], word)
        forms.setdefault(bare(plains[word]), bare(word))
    return forms


def _counts(uses: _Uses, plains: Mapping[str, str]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for word, count in uses:
        for part in {plains[word], bare(plains[word]), *HYPHENS.split(plains[word])}:
            counts[part] += count
    return dict(counts)


def _compounds(uses: _Uses, plains: Mapping[str, str], forms: Mapping[str, str]) -> dict[str, str]:
    compounds: dict[str, str] = {}
    for word, _ in uses:
        if is_one(word) and "_" not in word:
            compounds.setdefault(HYPHENS.sub("", plains[word]), forms[plains[word]])
    return compounds


def _lower(uses: _Uses, plains: Mapping[str, str]) -> frozenset[str]:
    more: Counter[str] = Counter()
    for word, count in uses:
        more[plains[word]] += count if word == word.lower() else -count
    return frozenset(plains[word] for word, _ in uses if word.islower() and more[plains[word]] >= 0)
