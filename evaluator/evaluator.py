"""The way of an answer: gates, judge, concepts, score, feedback."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from evaluator.calibration import Calibration
from evaluator.coverage import Signals, cover, spoken_texts
from evaluator.errors import InvalidAnswerError
from evaluator.evaluation import (
    ConceptResult,
    Evaluation,
    Gate,
    GateResult,
    Status,
    Unread,
    Verdict,
)
from evaluator.feedback import feedback_of, gate_feedback
from evaluator.gates import wording_gates
from evaluator.judge import Judge, Judgement, Reading
from evaluator.orders import OrderDetector
from evaluator.rubric import Rubric
from evaluator.score import score_features, verdict_of
from evaluator.segments import Segment, sentences
from evaluator.unread import unread_parts, without
from index import Encoder, Vectors

MAX_CHARACTERS = 20_000
"""Longest answer that is taken, in characters: twenty minutes of speech."""

GATED_SCORE = 0.0
"""Score of a text that is not an answer."""

_OFF_TOPIC = GateResult(
    Gate.OFF_TOPIC, "This is about something else than the question. Answer the question asked."
)
_TO_GRADER = GateResult(
    Gate.TO_GRADER,
    "This speaks to the grader and not to the question. Answer the question asked.",
)


class GradedTask(NamedTuple):
    """One answer and the rubric to score it against."""

    rubric: Rubric
    answer: str


@dataclass(frozen=True)
class _Draft:
    """What is known of one task before the judge has spoken.

    `read` is the answer with spaces in the place of its `unread` parts.
    """

    task: GradedTask
    read: str
    unread: tuple[Unread, ...]
    gates: tuple[GateResult, ...]
    similarity: float


class Evaluator:
    """Scores answers. Pure: the same rubric and answer give the same evaluation, in any batch."""

    def __init__(
        self,
        encoder: Encoder,
        judge: Judge,
        calibration: Calibration,
        orders: OrderDetector | None = None,
    ) -> None:
        """`orders` is fitted to the encoder; without it every sentence is taken for an answer's."""
        self._encoder = encoder
        self._judge = judge
        self._calibration = calibration
        self._orders = orders

    def evaluate(self, rubric: Rubric, answer: str) -> Evaluation:
        """The evaluation of one answer.

        Raises InvalidAnswerError when the answer is longer than MAX_CHARACTERS.
        """
        return self.evaluate_many([GradedTask(rubric, answer)])[0]

    def evaluate_many(self, tasks: Sequence[GradedTask]) -> list[Evaluation]:
        """`evaluate` for each task, in order; the models are called for all of them together.

        Of several references without written concepts, any may be answered: the best one counts.
        """
        asked = [
            (number, GradedTask(rubric, task.answer))
            for number, task in enumerate(map(_checked, tasks))
            for rubric in task.rubric.alternatives()
        ]
        made = self._evaluated([task for _, task in asked])
        best: dict[int, Evaluation] = {}
        for (number, _), evaluation in zip(asked, made, strict=True):
            if number not in best or _better(evaluation, best[number]):
                best[number] = evaluation
        return [best[number] for number in range(len(tasks))]

    def _evaluated(self, tasks: Sequence[GradedTask]) -> list[Evaluation]:
        texts = self._encoded(
            text for task in tasks for text in (*_sentences(task.answer), *_about(task.rubric))
        )
        unread = [self._unread(task, texts) for task in tasks]
        read = [without(task.answer, parts) for task, parts in zip(tasks, unread, strict=True)]
        texts |= self._encoded(t for text in read for t in spoken_texts(text) if t not in texts)
        drafts = [self._draft(*one, texts) for one in zip(tasks, read, unread, strict=True)]
        judged = iter(self._judge.judge([_reading(d) for d in drafts if not d.gates]))
        return [
            _gated(draft) if draft.gates else self._scored(draft, next(judged), texts)
            for draft in drafts
        ]

    def _encoded(self, texts: Iterable[str]) -> dict[str, Vectors]:
        once = list(dict.fromkeys(texts))
        return dict(zip(once, self._encoder.encode(once), strict=True))

    def _unread(self, task: GradedTask, texts: Mapping[str, Vectors]) -> tuple[Unread, ...]:
        spoken = [texts[text] for text in _sentences(task.answer)]
        orders = np.zeros(len(spoken), dtype=bool)
        if self._orders and spoken:
            orders = self._orders.flags(np.array(spoken))
        return tuple(unread_parts(*task, orders))

    def _draft(
        self,
        task: GradedTask,
        read: str,
        unread: tuple[Unread, ...],
        texts: Mapping[str, Vectors],
    ) -> _Draft:
        rubric = task.rubric
        said = texts[read]
        nearest = max(float(said @ texts[text]) for text in _about(rubric))
        nothing_left = not any(map(str.isalnum, read))
        gates = wording_gates(rubric, task.answer)
        if unread and nothing_left:
            gates = gates or (_TO_GRADER,)
        elif unread and Gate.ECHO not in {result.gate for result in gates}:
            gates = wording_gates(rubric, read)
        if not gates and nearest < self._calibration.off_topic_similarity:
            gates = (_OFF_TOPIC,)
        similarity = max(float(said @ texts[text]) for text in rubric.references)
        return _Draft(task, read, unread, gates, similarity)

    def _scored(self, draft: _Draft, judged: Judgement, texts: dict[str, Vectors]) -> Evaluation:
        rubric, answer = draft.task
        signals = _signals(draft, judged, texts)
        passages = [Segment(answer[p.start : p.end], p.start, p.end) for p in judged.passages]
        coverage = cover(rubric, signals, passages, self._calibration)
        grade = float(judged.grades[-len(rubric.references) :].max())
        model = self._calibration.written if rubric.written else self._calibration.reference_only
        score, low, high = model.score(
            score_features(
                rubric.concepts,
                coverage.probabilities,
                grade,
                signals.beyond_question,
            )
        )
        verdict = verdict_of(score)
        return Evaluation(
            score=score,
            interval=(low, high),
            verdict=verdict,
            similarity=_share(draft.similarity),
            concepts=coverage.concepts,
            gates=(),
            feedback=feedback_of(verdict, coverage.concepts),
            unread=draft.unread,
        )


def _better(one: Evaluation, other: Evaluation) -> bool:
    return (not one.gates, one.score) > (not other.gates, other.score)


def _checked(task: GradedTask) -> GradedTask:
    task = GradedTask(*task)
    if not isinstance(task.answer, str):
        raise InvalidAnswerError(f"the answer is a {type(task.answer).__name__}; give text")
    if len(task.answer) > MAX_CHARACTERS:
        raise InvalidAnswerError(
            f"the answer has {len(task.answer):,} characters; keep it under {MAX_CHARACTERS:,}"
        )
    return task


def _sentences(answer: str) -> list[str]:
    return [sentence.text for sentence in sentences(answer)]


def _reading(draft: _Draft) -> Reading:
    rubric = draft.task.rubric
    return Reading(rubric.question, draft.read, (*rubric.claims, *rubric.references))


def _signals(draft: _Draft, judged: Judgement, texts: dict[str, Vectors]) -> Signals:
    rubric = draft.task.rubric
    claims = rubric.claims
    about, spoken = (
        np.stack([texts[text] for text in part]) for part in (claims, spoken_texts(draft.read))
    )
    linked = _linked(rubric, texts)
    question = texts[rubric.question]
    return Signals.of(judged.statuses[: len(claims)], about, spoken, linked, question)


def _about(rubric: Rubric) -> list[str]:
    return [rubric.question, *rubric.references, *rubric.claims]


def _linked(rubric: Rubric, texts: dict[str, Vectors]) -> list[int]:
    """The number of the concept that each misconception contradicts; if unsaid, the nearest."""
    numbers = {concept.label: number for number, concept in enumerate(rubric.concepts)}
    claims = np.stack([texts[concept.claim] for concept in rubric.concepts])
    return [
        numbers[wrong.contradicts]
        if wrong.contradicts in numbers
        else int((claims @ texts[wrong.claim]).argmax())
        for wrong in rubric.misconceptions
    ]


def _gated(draft: _Draft) -> Evaluation:
    return Evaluation(
        score=GATED_SCORE,
        interval=(GATED_SCORE, GATED_SCORE),
        verdict=Verdict.NOT_AN_ANSWER,
        similarity=_share(draft.similarity),
        concepts=tuple(
            ConceptResult(c.label, c.claim, c.weight, c.core, Status.MISSING, 1.0, None)
            for c in draft.task.rubric.concepts
        ),
        gates=draft.gates,
        feedback=gate_feedback(draft.gates),
        unread=draft.unread,
    )


def _share(similarity: float) -> float:
    return round(min(max(similarity, 0.0), 1.0), 4)
