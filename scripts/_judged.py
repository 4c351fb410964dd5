"""Graded answers as the judge sees them, for calibrating and measuring."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
    Status,
    concept_features,
    sentences,
)
from index import CachedEncoder
from service import Settings, make_encoder

REFERENCE_GRADE, NEGATED_GRADE, CROSSED_GRADE = 98.0, 5.0, 3.0
"""Grades of a question's own reference, of that with its claims negated, and of an answer to
another question."""

MADE_KINDS = frozenset({"reference", "crossed", "denied"})

CROSSED_STEP = 7
"""How far on in its field that other question stands."""


@dataclass(frozen=True)
class JudgedConcepts:
    """The concepts of a rubric, their CONCEPT_FEATURES, labels (-1 unknown), and the judge's grade
    in [0, 1].
    """

    concepts: tuple[Concept, ...]
    features: NDArray[np.float64]
    labels: NDArray[np.int64]
    grade: float


@dataclass(frozen=True)
class Judged:
    """One answer seen by the judge, with written concepts and with its reference only."""

    part: str
    kind: str
    grade: float
    written: JudgedConcepts
    reference_only: JudgedConcepts
    similarity: float
    nearest: float

    @property
    def made(self) -> bool:
        """Whether it was made by program, so that it is no answer to report on."""
        return self.kind in MADE_KINDS


@dataclass(frozen=True)
class _Graded:
    part: str
    kind: str
    text: str
    grade: float
    labels: tuple[int, ...]


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
                other = questions[(number + CROSSED_STEP) % len(questions)]
                judged += reader.read(question.rubric(), list(_graded(part, question, other)))
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
        written, alone = ((*_texts(r), *r.references) for r in (rubric, bare))
        readings = [Reading(rubric.question, a.text, (*written, *alone)) for a in answers]
        about = self._encoder.encode([*rubric.references, rubric.question, *_texts(rubric)])
        cosines = self._encoder.encode([answer.text for answer in answers]) @ about.T
        judged = self._judge.judge(readings)
        return [
            Judged(
                part=answer.part,
                kind=answer.kind,
                grade=answer.grade,
                written=_concepts(rubric, _cut(both, 0, len(written)), answer.labels),
                reference_only=_concepts(bare, _cut(both, len(written), None), ()),
                similarity=float(near[: len(rubric.references)].max()),
                nearest=float(near.max()),
            )
            for answer, both, near in zip(answers, judged, cosines, strict=True)
        ]


def _cut(judged: Judgement, start: int, end: int | None) -> Judgement:
    part = slice(start, end)
    return Judgement(judged.statuses[part], judged.grades[part], judged.passages[part])


def _texts(rubric: Rubric) -> tuple[str, ...]:
    claims = (concept.claim for concept in rubric.concepts)
    return (*claims, *(wrong.claim for wrong in rubric.misconceptions))


def _concepts(rubric: Rubric, judged: Judgement, labels: Sequence[int]) -> JudgedConcepts:
    count = len(rubric.concepts)
    features = []
    for number, concept in enumerate(rubric.concepts):
        wrong = [
            count + i
            for i, misconception in enumerate(rubric.misconceptions)
            if misconception.contradicts == concept.label
        ]
        features.append(concept_features(judged.statuses[number], judged.statuses[wrong]))
    return JudgedConcepts(
        rubric.concepts,
        np.array(features),
        np.array(labels or [UNKNOWN] * count),
        float(judged.grades[-len(rubric.references) :].max()),
    )


def _graded(part: str, question: CorpusQuestion, other: CorpusQuestion) -> Iterator[_Graded]:
    for answer in question.answers:
        labels = tuple(STATUSES.index(Status(answer.labels[c.id])) for c in question.claims)
        yield _Graded(part, answer.kind, answer.answer, answer.grade, labels)
    count = len(question.claims)
    reference = _Graded(part, "reference", question.reference, REFERENCE_GRADE, (STATED,) * count)
    yield reference
    yield _Graded(part, "crossed", other.answers[0].answer, CROSSED_GRADE, (MISSING,) * count)
    random = Random(zlib.crc32(question.id.encode()))
    turned = [negated(sentence.text, random) for sentence in sentences(question.reference)]
    if None not in turned:
        text = " ".join(sentence or "" for sentence in turned)
        yield replace(
            reference,
            kind="denied",
            text=text,
            grade=NEGATED_GRADE,
            labels=(UNKNOWN,) * count,
        )
