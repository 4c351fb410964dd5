"""Clauses of a text made into sentences that can be read by themselves, by simple rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evaluator import COPULAS, STOP_WORDS, VERBS, sentences

MIN_WORDS = 4
"""Fewest words of a statement; with fewer it says nothing by itself."""

MIN_STATEMENT_WORDS = 9
"""Fewest words on both sides of a cut between two statements that were joined for a reason.

Of 4, 7 and 9 the one with which most claims that people wrote are found; measured as in
tests/service/test_claim_suggestions.py.
"""

MAX_SUBJECT_WORDS = 5
"""Longest subject that takes the place of a pronoun; a longer one may hold a clause."""

_STRONG = re.compile(r";\s+|,?\s(?:whereas|while)\s")
"""Between two statements, each of which has its own subject."""

_WEAK = re.compile(
    r"[;:]\s+|\s[-–—]+\s|,?\s(?:whereas|while|although|because|so that)\s"
    r"|,\s(?:and|but|or|so|yet|since|as)\s"
)
"""Between parts of which the second may lean on the first."""

_OPENING = re.compile(
    r"^(?:(?:first|second|third|fourth|finally|lastly|also|and|but|so|therefore|thus|however|then"
    r"|moreover|furthermore|in addition|besides|in short|for example|for instance|likewise)\b"
    r",?\s+)+",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^(?:it|they|he|she|this|that|these|those|both|such|its|their|one|here|there"
    r"|the (?:former|latter|first|second|other|others|same|rest)"
    r"|(?:otherwise|once|if|when|unlike [^,]+)[\s,]+(?:it|they|this|that|these|those))\b",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"^it\s+\w+(?:\s+\w+){0,4}\s+(?:that|to|if|whether|when|how)\b", re.IGNORECASE
)
_LEANS_ON = re.compile(
    r"\b(?:of|in|on|at|to|for|from|by|with|as|than|that|which|who|and|or|but|if|when|its?|their"
    r"|they|this|these|those|I|we|you|he|she|not)\b",
)


@dataclass(frozen=True)
class Statement:
    """A clause as a sentence; `needs_subject` says that its first words refer to another one.

    `sentence` is the number of the sentence of the text that it comes from, from 0.
    """

    text: str
    sentence: int
    needs_subject: bool = False


def statements(text: str, *, finely: bool = False) -> list[Statement]:
    """What a text states, in its order: sentences, cut where a statement ends within them.

    `finely` cuts at all clauses, also those that give a reason or a consequence.
    """
    found: list[Statement] = []
    subject: str | None = None
    for number, sentence in enumerate(sentences(text)):
        for clause in _clauses(sentence.text, finely):
            stated, alone = _standing_alone(_OPENING.sub("", clause), subject)
            subject = _subject(stated) if alone else None
            if len(stated.split()) >= MIN_WORDS:
                found.append(Statement(_sentence(stated), number, not alone))
    return found


def _clauses(sentence: str, finely: bool) -> Iterator[str]:
    between, least = (_WEAK, MIN_WORDS) if finely else (_STRONG, MIN_STATEMENT_WORDS)
    start = 0
    for match in between.finditer(sentence):
        parts = sentence[start : match.start()], sentence[match.end() :]
        if all(len(part.split()) >= least for part in parts):
            yield parts[0]
            start = match.end()
    yield sentence[start:]


def _standing_alone(clause: str, subject: str | None) -> tuple[str, bool]:
    """The clause with the subject for its pronoun where that is safe; whether it stands alone."""
    match = _PRONOUN.match(clause)
    if match is None:
        return clause, True
    pronoun = match.group().lower()
    agrees = subject is not None and pronoun == ("they" if _is_plural(subject) else "it")
    follows = clause[match.end() :].split()
    if subject is None or not agrees or not follows or _EXPLETIVE.match(clause):
        return clause, False
    return (subject + clause[match.end() :], True) if follows[0].isalpha() else (clause, False)


def _subject(sentence: str) -> str | None:
    """The words before the first verb, if they are short and surely one noun with its words."""
    words = sentence.split()
    for at, word in enumerate(words[: MAX_SUBJECT_WORDS + 1]):
        if at and _is_verb(word):
            subject = " ".join(words[:at])
            plain = not re.search(r"[,;:()]", subject) and not _LEANS_ON.search(subject)
            named = any(part.lower() not in STOP_WORDS for part in words[:at])
            return subject if plain and named else None
    return None


def _is_verb(word: str) -> bool:
    plain = word.lower().strip(",.;:")
    stems = {plain, plain.removesuffix("s"), plain.removesuffix("es"), re.sub("ies$", "y", plain)}
    return plain in COPULAS or plain in {"may", "might", "could", "would"} or bool(stems & VERBS)


def _is_plural(subject: str) -> bool:
    last = subject.split()[-1].lower()
    return last.endswith("s") and not last.endswith(("ss", "us", "is"))


def _sentence(clause: str) -> str:
    text = clause.strip().rstrip(",;:.")
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith(("?", "!")) else ".")
