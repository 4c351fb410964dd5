"""The way of an answer: gates, judge, concepts, score, feedback."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from evaluator.calibration import Calibration
from evaluator.coverage import claim_pairs, cover
from evaluator.errors import InvalidAnswerError
from evaluator.evaluation import (
    ConceptResult,
    Evaluation,
    Gate,
    GateResult,
    Status,
    Verdict,
)
from evaluator.feedback import feedback_of, gate_feedback
from evaluator.gates import wording_gates
from evaluator.judge import Judge, Probabilities
from evaluator.rubric import Rubric
from evaluator.score import score_of, verdict_of
from evaluator.segments import Segment, passages
from index import Encoder, Vectors

MAX_CHARACTERS = 20_000
"""Longest answer that is taken, in characters: twenty minutes of speech."""

GATED_SCORE = 0.0
"""Score of a text that is not an answer."""

OFF_TOPIC_MESSAGE = "This is about something else than the question. Answer the question asked."


class GradedTask(NamedTuple):
    """One answer and the rubric to score it against."""

    rubric: Rubric
    answer: str


@dataclass(frozen=True)
class _Draft:
    """What is known of one task before the judge has spoken."""

    task: GradedTask
    gates: tuple[GateResult, ...]
    passages: tuple[Segment, ...]


class Evaluator:
    """Scores answers. Pure: the same rubric and answer give the same evaluation, in any batch."""

    def __init__(self, encoder: Encoder, judge: Judge, calibration: Calibration) -> None:
        self._encoder = encoder
        self._judge = judge
        self._calibration = calibration

    def evaluate(self, rubric: Rubric, answer: str) -> Evaluation:
        """The evaluation of one answer.

        Raises InvalidAnswerError when the answer is longer than MAX_CHARACTERS.
        """
        return self.evaluate_many([GradedTask(rubric, answer)])[0]

    def evaluate_many(self, tasks: Sequence[GradedTask]) -> list[Evaluation]:
        """`evaluate` for each task, in order; the model is called for all of them together."""
        drafts = [_draft(GradedTask(*task)) for task in tasks]
        texts = self._encoded(drafts)
        pairs = [list(claim_pairs(d.task.rubric, d.task.answer, d.passages)) for d in drafts]
        judged = self._judge.judge([pair for of_task in pairs for pair in of_task])
        ends = np.cumsum([len(of_task) for of_task in pairs])
        return [
            self._evaluation(draft, judged[end - len(of_task) : end], texts)
            for draft, of_task, end in zip(drafts, pairs, ends, strict=True)
        ]

    def _encoded(self, drafts: Sequence[_Draft]) -> dict[str, Vectors]:
        """The vector of every text that is compared as a whole."""
        texts = dict.fromkeys(text for draft in drafts for text in _compared(draft))
        return dict(zip(texts, self._encoder.encode(list(texts)), strict=True))

    def _evaluation(
        self, draft: _Draft, judged: Probabilities, texts: dict[str, Vectors]
    ) -> Evaluation:
        rubric, answer = draft.task
        similarity = max(float(texts[answer] @ texts[ref]) for ref in rubric.references)
        gates = draft.gates or self._off_topic(draft, texts)
        if gates:
            return _gated(rubric, gates, similarity)
        linked = self._linked(rubric, texts)
        coverage = cover(rubric, linked, draft.passages, judged, self._calibration)
        score = score_of(rubric.concepts, coverage.probabilities, self._calibration)
        verdict = verdict_of(score)
        return Evaluation(
            score=score,
            verdict=verdict,
            similarity=_share(similarity),
            concepts=coverage.concepts,
            gates=(),
            feedback=feedback_of(verdict, coverage.concepts),
        )

    def _off_topic(self, draft: _Draft, texts: dict[str, Vectors]) -> tuple[GateResult, ...]:
        rubric, answer = draft.task
        about = [rubric.question, *rubric.references, *(c.claim for c in rubric.concepts)]
        said = [answer, *(passage.text for passage in draft.passages)]
        nearest = max(float(texts[a] @ texts[s]) for a in about for s in said)
        if nearest >= self._calibration.off_topic_similarity:
            return ()
        return (GateResult(Gate.OFF_TOPIC, OFF_TOPIC_MESSAGE),)

    def _linked(self, rubric: Rubric, texts: dict[str, Vectors]) -> list[int]:
        """The number of the concept that each misconception contradicts; if unsaid, the nearest."""
        numbers = {concept.label: number for number, concept in enumerate(rubric.concepts)}
        claims = np.stack([texts[concept.claim] for concept in rubric.concepts])
        return [
            numbers[wrong.contradicts]
            if wrong.contradicts in numbers
            else int((claims @ texts[wrong.claim]).argmax())
            for wrong in rubric.misconceptions
        ]


def _draft(task: GradedTask) -> _Draft:
    if not isinstance(task.answer, str):
        raise InvalidAnswerError(f"the answer is a {type(task.answer).__name__}; give text")
    if len(task.answer) > MAX_CHARACTERS:
        raise InvalidAnswerError(
            f"the answer has {len(task.answer):,} characters; keep it under {MAX_CHARACTERS:,}"
        )
    gates = wording_gates(task.rubric.question, task.answer)
    return _Draft(task, gates, () if gates else tuple(passages(task.answer)))


def _compared(draft: _Draft) -> list[str]:
    rubric, answer = draft.task
    claims = [concept.claim for concept in rubric.concepts]
    wrong = [misconception.claim for misconception in rubric.misconceptions]
    said = [passage.text for passage in draft.passages]
    return [answer, rubric.question, *rubric.references, *claims, *wrong, *said]


def _gated(rubric: Rubric, gates: tuple[GateResult, ...], similarity: float) -> Evaluation:
    return Evaluation(
        score=GATED_SCORE,
        verdict=Verdict.NOT_AN_ANSWER,
        similarity=_share(similarity),
        concepts=tuple(
            ConceptResult(c.label, c.claim, c.weight, c.core, Status.MISSING, 1.0, None)
            for c in rubric.concepts
        ),
        gates=gates,
        feedback=gate_feedback(gates),
    )


def _share(similarity: float) -> float:
    return round(min(max(similarity, 0.0), 1.0), 4)
