"""Graded answers as the judge sees them, for calibrating and measuring."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from _corpus import CorpusQuestion, corpus_files, read_field
from _negation import negated
from _public_sets import EXAMS, exam_rows
from _told_answers import MISSING, STATED, UNKNOWN
from evaluator import (
    STATUSES,
    Concept,
    CrossEncoderJudge,
    Judgement,
    Reading,
    Rubric,
    Signals,
    Status,
    sentences,
    spoken_texts,
)
from index import CachedEncoder, Vectors
from service import Settings, make_encoder

REFERENCE_GRADE, NEGATED_GRADE, CROSSED_GRADE = 98.0, 5.0, 2.0
"""Grades of a question's own reference, of that with its claims negated, and of an answer to
another question."""

CROSSED_STEPS = (3, 7, 12)
"""How far on in its field those other questions stand."""


@dataclass(frozen=True)
class JudgedConcepts:
    """The concepts of a rubric, what the models say of them, their labels (-1 unknown), and the
    judge's grade in [0, 1].
    """

    concepts: tuple[Concept, ...]
    signals: Signals
    labels: NDArray[np.int64]
    grade: float


@dataclass(frozen=True)
class Judged:
    """One answer seen by the judge, with written concepts and with its reference only.

    `made` says that it was made by program, so that it is no answer to report on.
    """

    part: str
    kind: str
    grade: float
    made: bool
    written: JudgedConcepts
    reference_only: JudgedConcepts
    nearest: float


@dataclass(frozen=True)
class _Graded:
    part: str
    kind: str
    text: str
    grade: float
    labels: tuple[int, ...]
    made: bool = False


def judged_corpus(corpus: Path) -> list[Judged]:
    """The dev answers, and the test answers by whether their field was seen in training."""
    reader = _Reader()
    judged = []
    for file in track(corpus_files(corpus), description="Judging"):
        questions = read_field(file)
        seen = any(question.split == "train" for question in questions)
        for number, question in enumerate(questions):
            if question.split != "train":
                part = "dev" if question.split == "dev" else "test" if seen else f"test {file.stem}"
                answers = list(_graded(part, question))
                if part == "dev":
                    others = [questions[(number + s) % len(questions)] for s in CROSSED_STEPS]
                    answers += _made(part, question, others)
                judged += reader.read(question.rubric(), answers)
    return judged


def judged_exams(folder: Path) -> list[Judged]:
    """The exam answers to choose by, part `exam`."""
    reader = _Reader()
    judged = []
    for name in track(EXAMS, description="Judging exams"):
        for row in exam_rows(folder, name, "choose"):
            rubric = Rubric.of_texts(row["question"], [row["reference"]])
            answer = _Graded("exam", name, row["answer"], 100 * float(row["score"]), ())
            if any(character.isalnum() for character in row["answer"]):
                judged += reader.read(rubric, [answer])
    return judged


class _Reader:
    """Judges the answers to one question at a time."""

    def __init__(self) -> None:
        self._encoder = CachedEncoder(make_encoder(Settings()))
        self._judge = CrossEncoderJudge()

    def read(self, rubric: Rubric, answers: Sequence[_Graded]) -> list[Judged]:
        """Each answer, judged against the rubric and against its first reference alone."""
        bare = Rubric.of_texts(rubric.question, rubric.references[:1])
        rubrics = (rubric, bare)
        texts = [text for r in rubrics for text in (*r.claims, *r.references)]
        readings = [Reading(rubric.question, answer.text, tuple(texts)) for answer in answers]
        return [
            self._judged(rubrics, answer, judged)
            for answer, judged in zip(answers, self._judge.judge(readings), strict=True)
        ]

    def _judged(self, rubrics: tuple[Rubric, Rubric], answer: _Graded, judged: Judgement) -> Judged:
        written, bare = rubrics
        count = len(written.claims) + len(written.references)
        vectors = self._encoder.encode(spoken_texts(answer.text))
        about = self._encoder.encode([*written.references, written.question, *written.claims])
        nearest = about @ vectors[0]
        return Judged(
            part=answer.part,
            kind=answer.kind,
            grade=answer.grade,
            made=answer.made,
            written=self._concepts(written, vectors, _cut(judged, 0, count), answer.labels),
            reference_only=self._concepts(bare, vectors, _cut(judged, count, None), ()),
            nearest=float(nearest.max()),
        )

    def _concepts(
        self, rubric: Rubric, spoken: Vectors, judged: Judgement, labels: Sequence[int]
    ) -> JudgedConcepts:
        numbers = {concept.label: number for number, concept in enumerate(rubric.concepts)}
        linked = [numbers[str(wrong.contradicts)] for wrong in rubric.misconceptions]
        about = self._encoder.encode(rubric.claims)
        [question] = self._encoder.encode([rubric.question])
        statuses = judged.statuses[: len(rubric.claims)]
        signals = Signals.of(statuses, about, spoken, linked, question)
        return JudgedConcepts(
            rubric.concepts,
            signals,
            np.array(labels or [UNKNOWN] * len(rubric.concepts)),
            float(judged.grades[-len(rubric.references) :].max()),
        )


def _cut(judged: Judgement, start: int, end: int | None) -> Judgement:
    part = slice(start, end)
    return Judgement(judged.statuses[part], judged.grades[part], judged.passages[part])


def _graded(part: str, question: CorpusQuestion) -> Iterator[_Graded]:
    for answer in question.answers:
        labels = tuple(STATUSES.index(Status(answer.labels[c.id])) for c in question.claims)
        yield _Graded(part, answer.kind, answer.answer, answer.grade, labels)


def _made(
    part: str, question: CorpusQuestion, others: Sequence[CorpusQuestion]
) -> Iterator[_Graded]:
    """Answers that nobody gave: what a score must know at its ends."""
    count, random = len(question.claims), Random(zlib.crc32(question.id.encode()))
    silent, unknown = (MISSING,) * count, (UNKNOWN,) * count
    reference = question.reference
    yield _Graded(part, "reference", reference, REFERENCE_GRADE, (STATED,) * count, made=True)
    for other in others:
        said = other.answers[0].answer
        yield _Graded(part, "crossed", said, CROSSED_GRADE, silent, made=True)
    turned = [negated(sentence.text, random) for sentence in sentences(reference)]
    if None not in turned:
        said = " ".join(sentence or "" for sentence in turned)
        yield _Graded(part, "denied", said, NEGATED_GRADE, unknown, made=True)
