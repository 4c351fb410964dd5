"""The words of a bank's texts: which there are, how often, and how the bank writes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from index.folded_words import HYPHENS, WORD, is_one, plain

_WORD_OR_BREAK = re.compile(rf"{WORD.pattern}|[.,;:!?()\n]")


@dataclass(frozen=True)
class BankWords:
    """What is known of a bank's words, all in plain form (see `plain`)."""

    counts: dict[str, int]
    """How often each word stands in the bank; a word with hyphens counts whole and by its parts."""

    forms: dict[str, str]
    """How the bank writes a word: in lower case if it ever does, else as it does most often."""

    compounds: dict[str, str]
    """Words with hyphens or a slash, by their letters alone, as the bank writes them most often."""

    pairs: frozenset[tuple[str, str]]
    """Words that follow one another in a sentence."""

    lower: frozenset[str]
    """Words that the bank writes in lower case more often than not."""

    @classmethod
    def of(cls, texts: Iterable[str]) -> BankWords:
        """Read the texts once; words do not pair across texts."""
        written = _WORD_OR_BREAK.findall("\n".join(texts))
        cased = Counter(written)
        plains = {word: plain(word) for word in cased}
        running = [plains[word] for word in written]
        counts: Counter[str] = Counter()
        forms: dict[str, str] = {}
        compounds: dict[str, str] = {}
        for word, count in sorted(cased.items(), key=lambda item: (-item[1], item[0])):
            counts[plains[word]] += count
            if word.islower():
                forms[plains[word]] = word
            forms.setdefault(plains[word], word)
            parts = HYPHENS.split(plains[word])
            if len(parts) > 1:
                if is_one(word):
                    compounds.setdefault("".join(parts), plains[word])
                counts.update(dict.fromkeys(parts, count))
        lower = Counter({p: -n for p, n in counts.items()})
        for word, count in cased.items():
            lower[plains[word]] += 2 * count * (word == word.lower())
        pairs = frozenset(zip(running, running[1:], strict=False))
        return cls(
            dict(counts),
            forms,
            {k: forms[v] for k, v in compounds.items()},
            pairs,
            frozenset(+lower),
        )
