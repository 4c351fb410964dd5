"""Which edits between two words are slips of the keyboard, and which make another word."""

from __future__ import annotations

from rapidfuzz.distance import Prefix

SHORT = 6
"""Letters of the longest word that may be one edit away only; a longer one may be two."""

ENDING = 3
"""Letters of an ending: two words that differ by two edits in their last letters only are two forms
of a word, such as prioritized and priorities."""

_VOWELS = frozenset("aeiouy")


def allowed_edits(word: str) -> int:
    """The edits that a misspelt word of this length may be away from what was meant."""
    return 1 if len(word) <= SHORT else 2


def is_plausible(written: str, meant: str, edits: int) -> bool:
    """Whether a word so many edits away may have been meant, in place of just being another word.

    The first letter is hardly ever the wrong one (Pollock and Zamora, Automatic spelling correction
    in scientific and scholarly text, 1984), so it may be swapped at most. In a short word only a
    vowel is taken for another letter, a vowel too: many words differ by one consonant.
    """
    if written[0] != meant[0] and (edits > 1 or written[:2] != meant[1::-1]):
        return False
    alike = Prefix.similarity(written, meant)
    if edits > 1:
        return alike < min(len(written), len(meant)) - ENDING
    if len(written) != len(meant) or sorted(written) == sorted(meant):
        return True
    is_last = alike == len(written) - 1  # helper and helped
    vowels = written[alike] in _VOWELS and meant[alike] in _VOWELS
    return not is_last and (vowels or len(written) > SHORT)
