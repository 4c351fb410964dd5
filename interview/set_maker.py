"""Making a themed question set: relevant, diverse, within its limits, repeatable."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from content import Difficulty, Pack, Question
from index import THEME_WEIGHTS, Filters, SearchIndex, Vectors
from interview.diversity import marginal_relevance
from interview.errors import InvalidRequestError
from interview.likeness import are_twins
from interview.minutes import MINUTES, expected_minutes
from interview.question_set import DEFAULT_COUNT, QuestionSet, SetItem, SetRequest
from interview.theme import Theme, understand

LEVEL_BONUS = 0.2
"""Added, in standard deviations of relevance, for the level that the theme's words ask for."""

JITTER = 0.3
"""Standard deviation, in those of relevance, of what a seed other than 0 adds: a near-tie."""

EPSILON = 1e-9
"""Keeps a division by the spread of equal values finite."""

DIFFICULTIES = frozenset(get_args(Difficulty))

LOOSE = 0.6
"""A question under this share of the best relevance is said to be related only loosely."""


@dataclass(frozen=True)
class _Candidate:
    question: Question
    relevance: float
    preference: float
    vector: Vectors
    minutes: int


class SetMaker:
    """Makes question sets from a bank and its search index."""

    def __init__(
        self, pack: Pack, index: SearchIndex, encode: Callable[[Sequence[str]], Vectors]
    ) -> None:
        """`encode` makes the vectors by which twins are told, see `are_twins`."""
        self._pack = pack
        self._index = index
        self._encode = encode

    def make(self, request: SetRequest) -> QuestionSet:
        """The set for a request.

        Limits are kept exactly; where the bank cannot fill them, the set is smaller and a note says
        why. Raises InvalidRequestError for a blank theme, an unknown id or an impossible limit.
        """
        _check(request, self._pack)
        theme = understand(request.theme)
        limits = _Limits.of(request, theme)
        candidates = self._candidates(request, theme)
        by_id = {candidate.question.id: candidate for candidate in candidates}
        pinned = [by_id[question_id] for question_id in dict.fromkeys(request.pinned)]
        free = [c for c in candidates if c.question.id not in request.pinned]
        free = [c for c in free if _allowed(c.question, request)]
        chosen = self._select(pinned, free, limits)
        return _assemble(request, chosen, pinned, limits)

    def swap(self, question_set: QuestionSet, question_id: str) -> QuestionSet:
        """The set with this question exchanged, in its place, for the next best that fits.

        The question itself may have left the bank since the set was made. Raises
        InvalidRequestError when it is not in the set, another has left, or no other one fits.
        """
        items = {item.question.id: item for item in question_set.items}
        if question_id not in items:
            raise InvalidRequestError(f"the set has no question {question_id!r} to swap")
        request = replace(
            question_set.request,
            pinned=tuple(other for other in question_set.request.pinned if other != question_id),
            excluded=frozenset(
                other
                for other in question_set.request.excluded | {question_id}
                if self._pack.question(other)
            ),
        )
        level = frozenset({items[question_id].question.difficulty})
        same_level = request.mix and (level <= request.difficulties or not request.difficulties)
        asked = replace(
            request,
            count=len(items),
            pinned=tuple(other for other in items if other != question_id),
            mix=(),
            difficulties=level if same_level else request.difficulties,
        )
        fresh = [item for item in self.make(asked).items if item.question.id not in items]
        if not fresh:
            raise InvalidRequestError(
                "no other question fits this set's limits; widen kinds, difficulty or time"
            )
        swapped = tuple(fresh[0] if key == question_id else item for key, item in items.items())
        notes = _notes(swapped, _Limits.of(request, understand(request.theme)))
        return QuestionSet(request, swapped, tuple(notes))

    def _select(
        self, pinned: Sequence[_Candidate], free: Sequence[_Candidate], limits: _Limits
    ) -> list[_Candidate]:
        """Pinned ones, then the best by maximal marginal relevance as long as one fits; of two
        twins one only.
        """
        chosen = list(pinned)
        rest = list(free)
        while fitting := [c for c in rest if limits.fits(c, chosen)]:
            best = max(fitting, key=lambda c: (_worth(c, chosen), c.question.id))
            rest.remove(best)
            if not any(are_twins(best.question, o.question, self._encode) for o in chosen):
                chosen.append(best)
        return chosen

    def _candidates(self, request: SetRequest, theme: Theme) -> list[_Candidate]:
        """Every question that is not excluded."""
        everything = len(self._pack.questions)
        questions = self._pack.questions
        texts = [theme.about, *theme.avoid]
        found = self._index.search_many(texts, everything, Filters(), THEME_WEIGHTS, lexical=0)
        tables = [{hit.id: hit.score for hit in hits} for hits in found]
        scores = np.array([[table[question.id] for question in questions] for table in tables])
        preference = _preference(scores, questions, theme, request.seed)
        vectors = self._index.centroids([question.id for question in questions])
        rows = zip(questions, scores[0], preference, vectors, strict=True)
        return [
            _Candidate(question, float(relevance), float(wish), vector, expected_minutes(question))
            for question, relevance, wish, vector in rows
            if question.id not in request.excluded
        ]


@dataclass(frozen=True)
class _Limits:
    """How many questions, minutes and questions of each difficulty a set may have."""

    count: int | None
    minutes: int | None
    mix: dict[int, int]

    @classmethod
    def of(cls, request: SetRequest, theme: Theme) -> _Limits:
        mix = dict(request.mix)
        minutes = request.minutes or theme.minutes
        count = request.count or (sum(mix.values()) if mix else theme.count)
        if count is None and minutes is None:
            count = DEFAULT_COUNT
        return cls(count, minutes, mix)

    def fits(self, candidate: _Candidate, chosen: Sequence[_Candidate]) -> bool:
        if self.count is not None and len(chosen) >= self.count:
            return False
        used = sum(other.minutes for other in chosen)
        if self.minutes is not None and used + candidate.minutes > self.minutes:
            return False
        level = candidate.question.difficulty
        same = sum(other.question.difficulty == level for other in chosen)
        return not self.mix or same < self.mix.get(level, 0)


def _preference(
    scores: NDArray[np.float64], questions: Sequence[Question], theme: Theme, seed: int
) -> NDArray[np.float64]:
    """How much each question is wanted, from 0 for the least to 1 for the most.

    `scores` has a row for the theme and one for each text to avoid. Rows are standardised first:
    cosines with different texts differ in level and spread, and what matters is which questions
    stand out.
    """
    spread = scores.std(axis=1, keepdims=True)
    standard = (scores - scores.mean(axis=1, keepdims=True)) / np.maximum(spread, EPSILON)
    wanted: NDArray[np.float64] = standard[0] - np.maximum(standard[1:], 0).sum(axis=0)
    wanted += LEVEL_BONUS * np.array([q.difficulty in theme.level for q in questions])
    if seed:
        wanted += np.random.default_rng(seed).normal(0, JITTER, len(questions))
    scaled: NDArray[np.float64] = (wanted - wanted.min()) / max(float(np.ptp(wanted)), EPSILON)
    return scaled


def _allowed(question: Question, request: SetRequest) -> bool:
    return (not request.difficulties or question.difficulty in request.difficulties) and (
        not request.kinds or question.kind.value in request.kinds
    )


def _worth(candidate: _Candidate, chosen: Sequence[_Candidate]) -> float:
    vectors = [other.vector for other in chosen]
    return marginal_relevance(candidate.preference, candidate.vector, vectors)


def _assemble(
    request: SetRequest,
    chosen: Sequence[_Candidate],
    pinned: Sequence[_Candidate],
    limits: _Limits,
) -> QuestionSet:
    """The chosen ones in the order to ask them: pinned as given, then from easy to hard."""
    free = sorted(chosen[len(pinned) :], key=lambda c: (c.question.difficulty, -c.relevance))
    items = tuple(
        SetItem(c.question, round(c.relevance, 4), c.minutes, pinned=c in pinned)
        for c in (*pinned, *free)
    )
    return QuestionSet(request, items, tuple(_notes(items, limits)))


def _notes(items: Sequence[SetItem], limits: _Limits) -> Iterator[str]:
    yield from _size_notes(len(items), sum(item.minutes for item in items), limits)
    for difficulty, wanted in sorted(limits.mix.items()):
        got = sum(item.question.difficulty == difficulty for item in items)
        if got < wanted:
            yield f"{got} of {wanted} questions of difficulty {difficulty}: no more fit."
        if got > wanted:
            yield f"{got} questions of difficulty {difficulty} are pinned, not {wanted}."
    best = max((item.relevance for item in items), default=0.0)
    loose = [item for item in items if not item.pinned and item.relevance < LOOSE * best]
    if loose:
        few = "One question is" if len(loose) == 1 else f"{len(loose)} questions are"
        yield f"{few} only loosely related to the theme; the bank has no closer ones."


def _size_notes(count: int, minutes: int, limits: _Limits) -> Iterator[str]:
    if limits.count is not None and count > limits.count:
        yield f"{count} questions are pinned, more than the {limits.count} asked for."
    if limits.minutes is not None and minutes > limits.minutes:
        yield f"The pinned questions take {minutes} of {limits.minutes} minutes."
    elif limits.count is not None and count < limits.count:
        reason = f" in {limits.minutes} minutes" if limits.minutes else ""
        yield f"{count} of {limits.count} questions: no more fit{reason} within these limits."
    elif limits.count is None and limits.minutes is not None:
        room = limits.minutes - minutes
        if not count or room >= min(MINUTES.values()):
            filled = f"{minutes} of {limits.minutes} minutes"
            yield f"{filled}: no more questions fit within these limits."


def _check(request: SetRequest, pack: Pack) -> None:
    if not request.theme.strip():
        raise InvalidRequestError("the theme is empty; write what the interview is about")
    _check_numbers(request)
    for question_id in (*request.pinned, *sorted(request.excluded)):
        if pack.question(question_id) is None:
            raise InvalidRequestError(f"no question has the id {question_id!r}")
    both = set(request.pinned) & request.excluded
    if both:
        raise InvalidRequestError(f"{sorted(both)[0]!r} is both pinned and excluded; choose one")
    known = {kind.value for kind in {question.kind for question in pack.questions}}
    for kind in sorted(request.kinds - known):
        listed = ", ".join(sorted(known))
        raise InvalidRequestError(f"the bank has no questions of kind {kind!r}; it has {listed}")


def _check_numbers(request: SetRequest) -> None:
    for name, value in (("count", request.count), ("minutes", request.minutes)):
        if value is not None and value < 1:
            raise InvalidRequestError(f"{name} is {value}; give 1 or more, or leave it out")
    if request.seed < 0:
        raise InvalidRequestError(f"seed is {request.seed}; give 0 or more")
    for difficulty in sorted(request.difficulties - DIFFICULTIES):
        raise InvalidRequestError(f"difficulty is {difficulty}; give 1 to 5")
    for difficulty, count in request.mix:
        if difficulty not in DIFFICULTIES or count < 1:
            raise InvalidRequestError(
                f"mix has {difficulty}:{count}; give difficulties 1 to 5 with counts of 1 or more"
            )
        if sum(other == difficulty for other, _ in request.mix) > 1:
            raise InvalidRequestError(f"mix has difficulty {difficulty} twice; give it once")
