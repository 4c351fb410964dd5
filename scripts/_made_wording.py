"""Wording made by rule: typing errors and shuffled keywords."""

from __future__ import annotations

import re
from random import Random

TYPO_SHARE = 0.08
"""Share of words that get a typing error."""

MIN_KEYWORD_LETTERS = 4


def misspelt(text: str, random: Random) -> str:
    """The text with a letter left out, doubled or swapped in TYPO_SHARE of its words, the short
    ones spared.
    """
    words = text.split(" ")
    for at in random.sample(range(len(words)), max(1, round(TYPO_SHARE * len(words)))):
        word = words[at]
        if len(word) > 3:
            cut = random.randrange(1, len(word) - 1)
            words[at] = random.choice(
                (
                    word[:cut] + word[cut + 1 :],
                    word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :],
                    word[:cut] + word[cut] + word[cut:],
                )
            )
    return " ".join(words)


def shuffled_keywords(text: str, count: int, between: str, random: Random) -> str:
    """`count` words of a text in any order."""
    terms = [word for word in re.findall(r"[\w-]+", text) if len(word) >= MIN_KEYWORD_LETTERS]
    random.shuffle(terms)
    return between.join(terms[:count])
