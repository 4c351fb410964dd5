"""Related questions: what to ask after a question, and why it is related."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from content import Kind, Pack, Question
from index import SearchIndex, Vectors
from interview.diversity import marginal_relevance
from interview.errors import InvalidRequestError
from interview.likeness import are_twins
from interview.nearness import Nearness

NEAR = 0.15
"""Least nearness of a related question. Of pairs of both packs that lie at 0.15 to 0.2 about three
in four are worth asking together, of those at 0.1 to 0.15 about half (20 pairs of either read)."""

NEAR_COMPARISON = 0.3
"""Least nearness of a comparison that is shown as a contrast: under it, it mostly compares things
that the question is not about (about 110 pairs of both packs read)."""

POINTS_AT = 0.65
"""Cosine of a follow-up, or misconception, with a centroid from which it is about that question.
Of 35 follow-ups of the ml-engineer pack from here on about nine in ten ask what it asks."""

SPEAKS_OF = 0.45
"""Cosine of a misconception with its own question's centroid from which it mixes up two things,
rather than being wrong about the other one alone."""

EACH = 2
"""Questions shown for one reason."""

ASKS_AN_IDEA = frozenset({Kind.CONCEPTUAL, Kind.COMPARATIVE, Kind.CODING})
"""Kinds that ask about an idea or a method, so something to compare with others."""

IS_AN_IDEA = frozenset({Kind.CONCEPTUAL, Kind.COMPARATIVE})
"""Kinds of questions about what another thing can be mistaken for."""


class Relation(StrEnum):
    """Why a question is related to another one, in the order in which they are told."""

    NEXT_STEP = "next-step"
    """It goes deeper: a follow-up of the other one asks for it, or it is near and harder."""

    SAME_IDEA = "same-idea"
    """Another angle on the same idea: near, and not much harder."""

    CONTRAST = "contrast"
    """What the other one's subject is compared with, or mistaken for."""


@dataclass(frozen=True)
class RelatedQuestion:
    """A question that goes with another one, and why. `nearness`: see `Nearness.of`."""

    question: Question
    relation: Relation
    nearness: float


@dataclass(frozen=True)
class _Candidate:
    number: int
    nearness: float
    pointed_at: bool
    relations: frozenset[Relation]


class RelatedQuestions:
    """Finds the related questions of a pack. Cheap until first used; safe to share by threads."""

    def __init__(
        self, pack: Pack, index: SearchIndex, encode: Callable[[Sequence[str]], Vectors]
    ) -> None:
        """`encode` is that of the index's encoder; one that remembers texts makes this fast."""
        self._questions = pack.questions
        self._numbers = {question.id: number for number, question in enumerate(pack.questions)}
        self._nearness = Nearness(pack, index)
        self._encode = encode

    def of(self, question_id: str, each: int = EACH) -> list[RelatedQuestion]:
        """At most `each` questions for every relation, in the order of `Relation`, best first.

        None is a rewording of the question or of another one. Where the bank has none that is near
        enough, there are fewer or none. Raises InvalidRequestError for an unknown id.
        """
        if question_id not in self._numbers:
            raise InvalidRequestError(f"no question has the id {question_id!r}")
        at = self._numbers[question_id]
        candidates = self._candidates(at)
        chosen: list[_Candidate] = []
        found = []
        for relation in (Relation.CONTRAST, Relation.NEXT_STEP, Relation.SAME_IDEA):  # scarce first
            free = [c for c in candidates if relation in c.relations and c not in chosen]
            for candidate in self._best(at, free, chosen, each):
                question = self._questions[candidate.number]
                found.append(RelatedQuestion(question, relation, round(candidate.nearness, 4)))
        order = list(Relation)
        return sorted(found, key=lambda related: order.index(related.relation))

    def _best(
        self, at: int, free: list[_Candidate], chosen: list[_Candidate], count: int
    ) -> list[_Candidate]:
        """The `count` best of the free ones beside those chosen, which they are added to."""
        rest, picked = list(free), list[_Candidate]()
        while rest and len(picked) < count:
            best = max(rest, key=lambda c: (self._worth(c, chosen), self._questions[c.number].id))
            rest.remove(best)
            if not self._says_again(best.number, [at, *(c.number for c in chosen)]):
                picked.append(best)
                chosen.append(best)
        return picked

    def _worth(self, candidate: _Candidate, chosen: Sequence[_Candidate]) -> float:
        """What is pointed at comes first; nearness, which lies under 2, decides among the rest."""
        vectors = [self._nearness.centroids[other.number] for other in chosen]
        wanted = candidate.nearness + 2 * candidate.pointed_at
        own = self._nearness.centroids[candidate.number]
        return round(marginal_relevance(wanted, own, vectors), 6)

    def _says_again(self, number: int, others: Sequence[int]) -> bool:
        question = self._questions[number]
        return any(are_twins(question, self._questions[n], self._encode) for n in others)

    def _candidates(self, at: int) -> list[_Candidate]:
        question = self._questions[at]
        wrong = [misconception.claim for misconception in question.misconceptions]
        asked_next = self._pointed_at(at, question.follow_ups, -1.0)
        mistaken = self._pointed_at(at, wrong, SPEAKS_OF)
        near = self._nearness.of(at, also=sorted(asked_next | mistaken))
        return [
            _Candidate(
                number,
                nearness,
                number in asked_next | mistaken,
                relations(
                    question,
                    self._questions[number],
                    nearness,
                    asked_next=number in asked_next,
                    mistaken=number in mistaken,
                ),
            )
            for number, nearness in near.items()
        ]

    def _pointed_at(self, at: int, texts: Sequence[str], least_own: float) -> set[int]:
        """Numbers of the questions that these texts of question number `at` are about."""
        cosines = self._encode(texts) @ self._nearness.centroids.T
        own = cosines[:, at].copy()
        cosines[:, at] = -1.0
        nearest = cosines.argmax(axis=1)
        best = cosines[np.arange(len(texts)), nearest]
        points = (best >= POINTS_AT) & (best > own) & (own >= least_own)
        return {int(number) for number in nearest[points]}


def relations(
    question: Question, other: Question, nearness: float, *, asked_next: bool, mistaken: bool
) -> frozenset[Relation]:
    """Why `other` is related to `question`; empty when it is not.

    `asked_next`: a follow-up of `question` is about `other`; `mistaken`: a misconception is.
    """
    if _contrasts(question, other, nearness, asked_next, mistaken):
        return frozenset({Relation.CONTRAST})
    if asked_next:
        return frozenset({Relation.NEXT_STEP})
    if nearness < NEAR:
        return frozenset()
    harder = other.difficulty - question.difficulty
    told = Kind.BEHAVIORAL in (question.kind, other.kind)  # a harder story is not a deeper one
    if harder <= 0 or told:
        return frozenset({Relation.SAME_IDEA})
    if harder == 1:
        return frozenset({Relation.NEXT_STEP, Relation.SAME_IDEA})
    return frozenset({Relation.NEXT_STEP})


def _contrasts(
    question: Question, other: Question, nearness: float, asked_next: bool, mistaken: bool
) -> bool:
    if mistaken and other.kind in IS_AN_IDEA and nearness >= 0:
        return True
    if other.kind is not Kind.COMPARATIVE or set(question.tags).isdisjoint(other.tags):
        return False
    return asked_next or (question.kind in ASKS_AN_IDEA and nearness >= NEAR_COMPARISON)
