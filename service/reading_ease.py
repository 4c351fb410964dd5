"""How hard a text is to read, by the lengths of its words and sentences."""

from __future__ import annotations

from evaluator import sentences

LETTER_WEIGHT = 0.0588
SENTENCE_WEIGHT = -0.296
INTERCEPT = -15.8
"""Coleman and Liau, A computer readability formula designed for machine scoring, Journal of Applied
Psychology 60 (1975), 283-284. It needs no syllables."""

SAMPLE = 100
"""Words that the formula counts letters and sentences in."""


def words_in(text: str) -> list[str]:
    """The words of a text: what stands between spaces and has a letter or a digit."""
    return [word for word in text.split() if any(map(str.isalnum, word))]


def reading_grade(text: str) -> float:
    """The Coleman-Liau index: about the years of school after which a text reads easily.

    12 is the end of school, 16 a first degree. No bounds: it falls below 0 for very short words,
    and one sentence alone can reach 30, so give it some 40 words or more. 0 without any word.
    """
    words = words_in(text)
    if not words:
        return 0.0
    letters = SAMPLE * sum(character.isalpha() for character in text) / len(words)
    ends = SAMPLE * len(sentences(" ".join(text.split()))) / len(words)  # a line is no sentence
    return LETTER_WEIGHT * letters + SENTENCE_WEIGHT * ends + INTERCEPT
