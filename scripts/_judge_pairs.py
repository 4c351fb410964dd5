"""Training pairs for the judge: a claim, a text, and what the text does with the claim.

Most are the corpus's own labels. Others follow from what a question says of itself: its reference
states its claims, its misconceptions contradict them, another question's claims are missing. Few
are made by rule: a negated sentence, a shuffled list of keywords.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from _corpus import Answer, CorpusQuestion
from evaluator import STATUSES, Status

QUOTE_SHARE = 0.4
"""Share of labels of which the quoted evidence alone is a pair as well."""

WITHOUT_QUOTE_SHARE = 0.15
"""Share of stated claims for which the answer without its evidence is a pair, too: missing."""

NEGATED_SHARE = 0.25
"""Share of stated claims whose evidence is negated by rule."""

OTHER_SHARE = 0.3
"""Share of answers paired with a claim of another question, and of other cheap pairs."""

KEYWORDS = (8, 25)
MIN_KEYWORD_LETTERS = 5
MIN_REST_WORDS = 9

_NEGATIONS = tuple(
    (re.compile(pattern), change)
    for pattern, change in (
        (r"\bis not\b", "is"),
        (r"\bare not\b", "are"),
        (r"\bcannot\b", "can"),
        (r"\bdoes not\b", "does"),
        (r"\bnever\b", "always"),
        (r"\bis\b", "is not"),
        (r"\bare\b", "are not"),
        (r"\bcan\b", "cannot"),
        (r"\bshould\b", "should not"),
        (r"\bmust\b", "must not"),
        (r"\bwill\b", "will not"),
        (r"\bincreases?\b", "decreases"),
        (r"\breduces?\b", "increases"),
        (r"\bmore\b", "less"),
        (r"\bhigher\b", "lower"),
        (r"\bbefore\b", "after"),
        (r"\blarge\b", "small"),
        (r"\balways\b", "never"),
        (r"\bhas\b", "has no"),
        (r"\bhave\b", "have no"),
        (r"\bwas\b", "was not"),
        (r"\bneeds\b", "does not need"),
        (r"\bhelps?\b", "does not help"),
        (r"\bmakes\b", "does not make"),
        (r"\bgives\b", "does not give"),
        (r"\buses\b", "does not use"),
    )
)


class TrainingPair(NamedTuple):
    """A claim, a text, and the number of its label in STATUSES."""

    claim: str
    text: str
    label: int


def training_pairs(questions: Sequence[CorpusQuestion], random: Random) -> list[TrainingPair]:
    """The pairs of one epoch; `random` chooses among the optional ones."""
    return [
        TrainingPair(claim, text, STATUSES.index(Status(label)))
        for question in questions
        for claim, text, label in _question_pairs(question, questions, random)
    ]


def answer_pairs(questions: Sequence[CorpusQuestion]) -> list[TrainingPair]:
    """Every labelled claim with its whole answer, and nothing else: what is measured."""
    return [
        TrainingPair(claim.text, answer.answer, STATUSES.index(Status(answer.labels[claim.id])))
        for question in questions
        for answer in question.answers
        for claim in question.claims
    ]


def _question_pairs(
    question: CorpusQuestion, questions: Sequence[CorpusQuestion], random: Random
) -> Iterator[tuple[str, str, str]]:
    for answer in question.answers:
        for claim in question.claims:
            yield from _label_pairs(claim.text, answer, claim.id, random)
        if random.random() < OTHER_SHARE:
            other = random.choice(questions)
            if other.id != question.id:
                yield random.choice(other.claims).text, answer.answer, "missing"
    yield from _misconception_pairs(question, random)
    yield from _claim_pairs(question, random)


def _label_pairs(
    claim: str, answer: Answer, claim_id: str, random: Random
) -> Iterator[tuple[str, str, str]]:
    label, quote = answer.labels[claim_id], answer.evidence.get(claim_id)
    yield claim, answer.answer, label
    if quote is None:
        return
    if random.random() < QUOTE_SHARE:
        yield claim, quote, label
    if random.random() < WITHOUT_QUOTE_SHARE:
        rest = " ".join(answer.answer.replace(quote, " ").split())
        if len(rest.split()) >= MIN_REST_WORDS:
            yield claim, rest, "missing"
    negated = _negated(quote, random)
    if label == "stated" and negated and random.random() < NEGATED_SHARE:
        yield claim, answer.answer.replace(quote, negated), "contradicted"


def _misconception_pairs(
    question: CorpusQuestion, random: Random
) -> Iterator[tuple[str, str, str]]:
    claims = {claim.id: claim.text for claim in question.claims}
    for wrong in question.misconceptions:
        yield claims[wrong.contradicts], wrong.text, "contradicted"
        yield wrong.text, claims[wrong.contradicts], "contradicted"
        yield wrong.text, question.reference, "contradicted"
        for answer in question.answers:
            if answer.kind.startswith("expert"):
                yield wrong.text, answer.answer, "contradicted"
        if random.random() < OTHER_SHARE:
            yield wrong.text, wrong.text, "stated"


def _claim_pairs(question: CorpusQuestion, random: Random) -> Iterator[tuple[str, str, str]]:
    claims = [claim.text for claim in question.claims]
    terms = [
        word
        for claim in claims
        for word in re.findall(r"[\w-]+", claim)
        if len(word) >= MIN_KEYWORD_LETTERS
    ]
    for claim in claims:
        yield claim, question.reference, "stated"
        yield claim, random.choice([other for other in claims if other != claim]), "missing"
        negated = _negated(claim, random)
        if negated:
            yield claim, negated, "contradicted"
        if random.random() < OTHER_SHARE:
            yield claim, claim, "stated"
            yield claim, question.question, "missing"
            random.shuffle(terms)
            between = random.choice([", ", " "])
            yield claim, between.join(terms[: random.randint(*KEYWORDS)]), "missing"


def _negated(text: str, random: Random) -> str | None:
    """The text with one word turned around, or None where no rule applies."""
    fitting = [(pattern, change) for pattern, change in _NEGATIONS if pattern.search(text)]
    if not fitting:
        return None
    pattern, change = fitting[0] if random.random() < 0.5 else random.choice(fitting)
    return pattern.sub(change, text, count=1)
