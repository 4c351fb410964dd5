"""Answers with known labels: the corpus's own, those that follow from them, and a few made by rule.

A question's reference states its claims and denies its misconceptions, an answer without the
quoted evidence is silent, two answers joined say what either says. Made by rule are negated
sentences, shuffled keywords, echoes, orders to the grader, everyday talk and typing errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from random import Random
from typing import NamedTuple

from _made_wording import misspelt, shuffled_keywords
from _orders import grader_orders

from _corpus import Answer, CorpusQuestion
from _negation import negated
from evaluator import STATUSES, Status

UNKNOWN = -1
"""Label of a block whose status is not known; its loss is left out."""

STATED, PARTLY, MISSING, CONTRADICTED = range(4)

REFERENCE_GRADE = 0.98
NEGATED_GRADE = 0.05
KEYWORD_GRADE = 0.03

TYPED_SHARE = 0.12
DERIVED_SHARES = {
    "negated": 0.15,
    "without": 0.05,
    "quotes": 0.1,
    "joined": 0.05,
    "padded": 0.08,
    "ordered": 0.1,
    "amid": 0.05,
}
"""Share of answers from which each kind of further example is made in an epoch."""

QUESTION_SHARES = {
    "reference": 0.7,
    "denied": 0.35,
    "misconception": 0.6,
    "echo": 0.15,
    "keywords": 0.3,
    "order": 0.4,
    "everyday": 0.2,
}
"""The same for questions."""

CROSSED = 4
"""Answers to another question that are held against each question in an epoch, mostly good ones:
a judge easily takes what an expert says of something else for the claim in other words."""

AROUND = (2, 3)
"""Fewest and most answers to another question that an answer is put amid."""

GOOD_GRADE = 70
KEYWORDS = (6, 25)
MIN_REST_WORDS = 8

EVERYDAY_SENTENCES = (1, 5)
"""Fewest and most sentences of everyday talk."""

Span = tuple[int, int]


class Told(NamedTuple):
    """An answer with, for each claim id, its label and the characters that show it.

    `believes` are the ids of claims whose misconception it states.
    """

    text: str
    labels: dict[str, int]
    spans: dict[str, Span]
    grade: float | None
    believes: frozenset[str] = frozenset()


def told(answer: Answer) -> Told:
    """A corpus answer with its labels as numbers and its evidence as characters."""
    labels = {claim: STATUSES.index(Status(label)) for claim, label in answer.labels.items()}
    starts = {claim: answer.answer.find(quote) for claim, quote in answer.evidence.items()}
    spans = {c: (starts[c], starts[c] + len(q)) for c, q in answer.evidence.items()}
    wrong = (c for c in labels if labels[c] == CONTRADICTED and answer.kind == "misconception")
    return Told(answer.answer, labels, spans, answer.grade / 100, frozenset(wrong))


def derived_answers(
    question: CorpusQuestion,
    answer: Answer,
    other: CorpusQuestion,
    random: Random,
    everyday: Sequence[str] = (),
) -> Iterator[Told]:
    """A corpus answer, sometimes mistyped, and by chance what follows from it.

    `everyday` are sentences about nothing that an interview asks.
    """
    text = told(answer)
    yield _typed(text, random) if random.random() < TYPED_SHARE else text
    chosen = {kind for kind, share in DERIVED_SHARES.items() if random.random() < share}
    if "negated" in chosen:
        yield from _with_negation(text, random)
    if "without" in chosen:
        yield from _without(text, random)
    if "quotes" in chosen:
        yield from _quotes(text, random)
    if "joined" in chosen:
        yield _joined(text, told(random.choice(question.answers)))
    if "padded" in chosen:
        yield _padded(question, text, other, random, everyday)
    if "ordered" in chosen:
        yield _ordered(text, random)
    if "amid" in chosen and other.id != question.id:
        yield _amid(text, other, random)


def _padded(
    question: CorpusQuestion,
    text: Told,
    other: CorpusQuestion,
    random: Random,
    everyday: Sequence[str],
) -> Told:
    """The answer before or after words that say nothing new about the question."""
    fillers = [
        random.choice(random.choice(other.answers).answer.split(". ")),
        random.choice(text.text.split(". ")),
        _keywords(question, random),
        *([random.choice(everyday)] if everyday else []),
    ]
    said = random.choice(fillers)
    extra = Told(said, dict.fromkeys(text.labels, MISSING), {}, None)
    return _joined(text, extra) if random.random() < 0.6 else _joined(extra, text)


def _ordered(text: Told, random: Random) -> Told:
    """The answer with an order to the grader, which is worth nothing."""
    order = Told(
        random.choice(grader_orders("train")), dict.fromkeys(text.labels, MISSING), {}, None
    )
    parts = (text, order) if random.random() < 0.7 else (order, text)
    return _joined(*parts)._replace(grade=text.grade)


def _amid(text: Told, other: CorpusQuestion, random: Random) -> Told:
    """The answer amid whole answers to another question, about as long as a window holds."""
    silent = dict.fromkeys(text.labels, MISSING)
    picked = random.sample(other.answers, random.randint(*AROUND))
    around = [Told(answer.answer, silent, {}, None) for answer in picked]
    around.insert(random.randint(0, len(around)), text)
    return reduce(_joined, around)


def _with_negation(text: Told, random: Random) -> Iterator[Told]:
    """The answer with the evidence of one stated claim turned around."""
    stated = [claim for claim in text.spans if text.labels[claim] == STATED]
    if not stated:
        return
    start, end = text.spans[random.choice(stated)]
    turned = negated(text.text[start:end], random)
    if turned:
        said = text.text[:start] + turned + text.text[end:]
        yield _edited(text, said, (start, end), CONTRADICTED, start, len(turned) - (end - start))


def _without(text: Told, random: Random) -> Iterator[Told]:
    """The answer without the evidence of one claim."""
    if not text.spans:
        return
    start, end = text.spans[random.choice(list(text.spans))]
    said = text.text[:start] + text.text[end:]
    if len(said.split()) >= MIN_REST_WORDS:
        yield _edited(text, said, (start, end), MISSING, start, start - end)


def _edited(text: Told, said: str, span: Span, label: int, at: int, moved: int) -> Told:
    """`text` after its `span` was changed: claims shown there get `label`, claims shown in part of
    it become unknown, later evidence moves.
    """
    labels, spans = dict(text.labels), {}
    for claim, (start, end) in text.spans.items():
        if start >= span[1]:
            spans[claim] = (start + moved, end + moved)
        elif end <= span[0]:
            spans[claim] = (start, end)
        elif (start, end) == span and text.labels[claim] != PARTLY:
            labels[claim] = label if text.labels[claim] == STATED or label == MISSING else UNKNOWN
            if label == CONTRADICTED:
                spans[claim] = (at, end + moved)
        else:
            labels[claim] = UNKNOWN
    return Told(said, labels, spans, None)


def _quotes(text: Told, random: Random) -> Iterator[Told]:
    """Only the evidence of a few claims, in any order."""
    if not text.spans:
        return
    picked = random.sample(sorted(text.spans), min(len(text.spans), random.choice((1, 1, 2, 3))))
    parts, labels, spans, at = [], {}, {}, 0
    for claim in picked:
        start, end = text.spans[claim]
        part = text.text[start:end].strip()
        labels[claim], spans[claim] = text.labels[claim], (at, at + len(part))
        parts.append(part)
        at += len(part) + 2
    for claim, label in text.labels.items():
        if claim not in labels:
            labels[claim] = MISSING if label == MISSING else UNKNOWN
    yield Told(". ".join(parts), labels, spans, None)


def _joined(first: Told, second: Told) -> Told:
    """One answer after the other: what either states or contradicts, the whole does."""
    moved = len(first.text) + 1
    labels, spans = {}, {}
    for claim in first.labels:
        both = (first.labels[claim], second.labels[claim])
        strongest = next(s for s in (UNKNOWN, CONTRADICTED, STATED, PARTLY, MISSING) if s in both)
        labels[claim] = strongest
        if first.labels[claim] == strongest and claim in first.spans:
            spans[claim] = first.spans[claim]
        elif second.labels[claim] == strongest and claim in second.spans:
            spans[claim] = (second.spans[claim][0] + moved, second.spans[claim][1] + moved)
    return Told(f"{first.text} {second.text}", labels, spans, None)


def _typed(text: Told, random: Random) -> Told:
    """The answer with typing errors; where its evidence is, is lost."""
    return Told(misspelt(text.text, random), text.labels, {}, text.grade)


def made_answers(
    question: CorpusQuestion, other: CorpusQuestion, random: Random, everyday: Sequence[str] = ()
) -> Iterator[Told]:
    """Answers to a question that are made by program, each kind by chance."""
    ids = [claim.id for claim in question.claims]
    silent, stated = dict.fromkeys(ids, MISSING), dict.fromkeys(ids, STATED)
    chosen = {kind for kind, share in QUESTION_SHARES.items() if random.random() < share}
    if "reference" in chosen:
        yield Told(question.reference, stated, {}, REFERENCE_GRADE)
    if "denied" in chosen:
        yield from _denied(question, random)
    if "misconception" in chosen:
        wrong = random.choice(question.misconceptions)
        labels = {**dict.fromkeys(ids, UNKNOWN), wrong.contradicts: CONTRADICTED}
        span = {wrong.contradicts: (0, len(wrong.text))}
        yield Told(wrong.text, labels, span, 0.05, frozenset({wrong.contradicts}))
    if other.id != question.id:
        weights = [_crossed_weight(answer) for answer in other.answers]
        for answer in random.choices(other.answers, weights, k=CROSSED):
            yield Told(answer.answer, silent, {}, 0.02)
    if "echo" in chosen:
        yield Told(random.choice((question.question, *question.also_asked)), silent, {}, 0.0)
    if "keywords" in chosen:
        yield Told(_keywords(question, random), silent, {}, KEYWORD_GRADE)
    if "order" in chosen:
        yield Told(random.choice(grader_orders("train")), silent, {}, 0.0)
    if "everyday" in chosen and everyday:
        yield Told(
            " ".join(random.sample(everyday, random.randint(*EVERYDAY_SENTENCES))), silent, {}, 0.0
        )


def _crossed_weight(answer: Answer) -> float:
    return 3.0 if answer.grade >= GOOD_GRADE else 1.0


def _denied(question: CorpusQuestion, random: Random) -> Iterator[Told]:
    """The reference or the claims with every sentence turned around, where a rule can do it."""
    source = random.choice((question.reference, " ".join(c.text for c in question.claims)))
    sentences = re.split(r"(?<=[.;:])\s+", source)
    turned = [negated(sentence, random) for sentence in sentences]
    if None not in turned:
        labels = dict.fromkeys((c.id for c in question.claims), CONTRADICTED)
        yield Told(" ".join(t for t in turned if t), labels, {}, NEGATED_GRADE)


def _keywords(question: CorpusQuestion, random: Random) -> str:
    text = " ".join((*(claim.text for claim in question.claims), question.reference))
    between = random.choice((", ", " ", "; ", "\n- "))
    return shuffled_keywords(text, random.randint(*KEYWORDS), between, random)
