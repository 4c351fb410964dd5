"""Cutting an answer into sentences and clauses, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

MIN_CLAUSE_WORDS = 4
"""Fewest words on both sides of a cut inside a sentence; shorter pieces claim nothing alone."""

_BULLET = re.compile(r"^[ \t]*(?:[-*+•‣▪–—]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])[ \t]+", re.MULTILINE)
_SENTENCE_END = re.compile(
    r"(?<!\b[eE]\.g)(?<!\b[iI]\.e)(?<!\betc)(?<!\bvs)(?<!\bcf)(?<!\b[Ff]ig)(?<!\bDr)(?<!\bMr)(?<!\bMs)"
    r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s|$)|[。！？]|\n\s*\n|\n"
)
_CLAUSE_END = re.compile(
    r"[;:](?=\s)|\s[-–—]+\s|—"
    r"|,?\s(?=(?:but|whereas|while|although|though|because|so that|instead|unless)\s)"
    r"|,\s(?=(?:and|or|so|yet|then|which|since|not|as|if|when)\s)"
)


@dataclass(frozen=True)
class Segment:
    """A piece of a text: `text == whole[start:end]`, offsets in characters."""

    text: str
    start: int
    end: int


def sentences(text: str) -> list[Segment]:
    """The sentences, lines and list items of a text, without their bullets."""
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
    ends = [*starts[1:], len(text)]
    bullets = {match.start(): match.end() for match in _BULLET.finditer(text)}
    pieces = (
        _stripped(text, bullets.get(start, start), end)
        for start, end in zip(starts, ends, strict=True)
    )
    found = [piece for piece in pieces if piece is not None]
    whole = _stripped(text, 0, len(text))
    return found or ([whole] if whole else [])  # list marks alone are all that is said


def clauses(text: str, sentence: Segment) -> list[Segment]:
    """The clauses of a sentence of `text`; the sentence itself when it has but one."""
    spans: list[tuple[int, int]] = []
    start = sentence.start
    for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end):
        before, after = text[start : match.start()], text[match.end() : sentence.end]
        if min(len(before.split()), len(after.split())) >= MIN_CLAUSE_WORDS:
            spans.append((start, match.start()))
            start = match.end()
    pieces = (_stripped(text, *span) for span in (*spans, (start, sentence.end)))
    return [piece for piece in pieces if piece is not None]


def passages(text: str) -> list[Segment]:
    """What may be quoted: each clause, each sentence, and each two neighbouring sentences.

    In order of start, shorter first, each span once.
    """
    whole = sentences(text)
    spans = {(s.start, s.end): s for s in _all_passages(text, whole)}
    return [spans[key] for key in sorted(spans)]


def _all_passages(text: str, whole: list[Segment]) -> Iterator[Segment]:
    for sentence in whole:
        yield sentence
        yield from clauses(text, sentence)
    for first, second in pairwise(whole):
        yield Segment(text[first.start : second.end], first.start, second.end)


def _stripped(text: str, start: int, end: int) -> Segment | None:
    """The span without space at its ends and separators at its end; None when nothing is left."""
    while start < end and (text[start].isspace() or text[start] in ",;:–—"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—"):
        end -= 1
    if not any(character.isalnum() for character in text[start:end]):
        return None
    return Segment(text[start:end], start, end)
