"""Training examples for the judge: an answer, and the claims that are held against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from _corpus import Claim, CorpusQuestion
from _negation import negated
from _reworded_answers import reworded_answers
from _told_answers import (
    CONTRADICTED,
    MISSING,
    STATED,
    UNKNOWN,
    Span,
    Told,
    derived_answers,
    made_answers,
    told,
)

NO_QUESTION_SHARE, OTHER_CLAIM_SHARE, REFERENCE_SHARE = 0.1, 0.5, 0.45
REWORDED_SHARE, OPPOSITE_SHARE, BESIDE_SHARE = 0.5, 0.7, 0.25
RULE_SHARE = 0.2
"""Share of opposite claims that are made by rule although somebody wrote one."""

_DENIED_BY = {STATED: CONTRADICTED, MISSING: MISSING}
"""What an answer does with the contrary of a claim, by what it does with the claim."""


class Block(NamedTuple):
    """A claim; the number of its label in STATUSES or UNKNOWN; the grade in [0, 1] if the text is a
    reference; and the characters of the answer that show it, or None when that is not known.
    """

    text: str
    label: int = UNKNOWN
    grade: float | None = None
    evidence: tuple[Span, ...] | None = None


class Example(NamedTuple):
    """An answer to a question and the blocks held against it."""

    question: str
    answer: str
    blocks: tuple[Block, ...]


def epoch_examples(
    questions: Sequence[CorpusQuestion], random: Random, everyday: Sequence[str] = ()
) -> list[Example]:
    """The examples of one epoch; `random` chooses among the optional ones.

    `everyday` are sentences about nothing that an interview asks.
    """
    return [
        example
        for number, question in enumerate(questions)
        for example in _question_examples(
            question, _near(questions, number, random), random, everyday
        )
    ]


def measured_examples(questions: Sequence[CorpusQuestion]) -> list[Example]:
    """Every answer with all of its claims and its reference, and nothing else."""
    return [
        _example(
            question,
            told(answer),
            [*_claims(question, told(answer)), _reference(question, told(answer))],
        )
        for question in questions
        for answer in question.answers
    ]


def _near(questions: Sequence[CorpusQuestion], number: int, random: Random) -> CorpusQuestion:
    """Another question, mostly of the same field: fields stand together."""
    if random.random() < 0.7:
        number += random.choice((-9, -7, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 7, 9))
        return questions[number % len(questions)]
    return questions[(number + random.randrange(1, len(questions))) % len(questions)]


def _question_examples(
    question: CorpusQuestion, other: CorpusQuestion, random: Random, everyday: Sequence[str]
) -> Iterator[Example]:
    for answer in question.answers:
        for text in derived_answers(question, answer, other, random, everyday):
            yield _example(question, text, _blocks(question, text, other, random), random)
    made = made_answers(question, other, random, everyday)
    for text in (*made, *reworded_answers(question, other, random)):
        yield _example(question, text, _blocks(question, text, other, random), random)


def _example(
    question: CorpusQuestion, text: Told, blocks: Iterable[Block], random: Random | None = None
) -> Example:
    asked = question.question
    if random and question.also_asked and random.random() < 0.25:
        asked = random.choice(question.also_asked)
    if random and random.random() < NO_QUESTION_SHARE:
        asked = ""
    return Example(asked, text.text, tuple(blocks))


def _blocks(
    question: CorpusQuestion, text: Told, other: CorpusQuestion, random: Random
) -> Iterator[Block]:
    yield from _claims(question, text, random)
    believed = [m for m in question.misconceptions if m.contradicts in text.believes]
    wrong = random.choice(believed or question.misconceptions)
    label = STATED if believed else _DENIED_BY.get(text.labels[wrong.contradicts], UNKNOWN)
    shown = _shown(text, wrong.contradicts) if label in (STATED, CONTRADICTED) else None
    yield Block(wrong.text, label, evidence=shown)
    if random.random() < OTHER_CLAIM_SHARE:
        yield Block(random.choice(other.claims).text, MISSING, evidence=())
    if random.random() < OPPOSITE_SHARE:
        claim = random.choice(question.claims)
        label = _DENIED_BY.get(text.labels[claim.id], UNKNOWN)
        opposite = _opposite(claim, random)
        if opposite and label != UNKNOWN:
            yield Block(opposite, label, evidence=_shown(text, claim.id))
    reworded = [c.rewording for c in question.claims if c.rewording]
    if reworded and random.random() < BESIDE_SHARE:
        beside = random.choice(reworded).beside
        if beside not in text.text:
            yield Block(beside, MISSING, evidence=())
    if text.grade is not None and random.random() < REFERENCE_SHARE:
        yield _reference(question, text)


def _claims(question: CorpusQuestion, text: Told, random: Random | None = None) -> list[Block]:
    return [
        Block(_worded(claim, random), text.labels[claim.id], evidence=_shown(text, claim.id))
        for claim in question.claims
    ]


def _worded(claim: Claim, random: Random | None) -> str:
    """The claim, or by chance somebody else's words for it."""
    if random and claim.rewording and random.random() < REWORDED_SHARE:
        return random.choice(claim.rewording.same)
    return claim.text


def _opposite(claim: Claim, random: Random) -> str | None:
    """A claim that contradicts this one, or None where there is none and no rule makes one."""
    if claim.rewording and random.random() >= RULE_SHARE:
        return random.choice(claim.rewording.opposite)
    return negated(claim.text, random)


def _reference(question: CorpusQuestion, text: Told) -> Block:
    return Block(question.reference, grade=text.grade)


def _shown(text: Told, claim: str) -> tuple[Span, ...] | None:
    if text.labels[claim] == MISSING:
        return ()
    return (text.spans[claim],) if claim in text.spans else None
