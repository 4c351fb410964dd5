"""Fit what turns the judge's probabilities into statuses and a score; print figures."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.progress import track
from scipy.optimize import nnls
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from _console import run
from _corpus import CORPUS, CorpusQuestion, corpus_files, read_field
from evaluator import (
    CALIBRATION_FILE,
    STATUSES,
    Calibration,
    Concept,
    CrossEncoderJudge,
    LogisticModel,
    Status,
    claim_pairs,
    concept_features,
    passages,
    raw_features,
)
from index import CachedEncoder
from service import Settings, make_encoder

OFF_TOPIC_QUANTILE = 0.002
"""Share of real answers that the off-topic gate may stop."""

REFERENCE_GRADE = 98
"""Grade of a question's own reference."""

CROSSED_GRADE = 3
"""Grade of an answer to another question."""

CROSSED_STEP = 7
"""How far on in its field that other question stands."""

KNOTS = 21


@dataclass(frozen=True)
class Judged:
    """One answer as the judge sees it: CONCEPT_FEATURES of each concept, and the human's view."""

    part: str
    grade: float
    concepts: tuple[Concept, ...]
    labels: NDArray[np.int64]
    features: NDArray[np.float64]
    nearest: float
    crossed: bool


def main(
    corpus: Annotated[Path, typer.Option(help="Folder of the graded corpus.")] = CORPUS,
    output: Annotated[Path, typer.Option(help="Where to write the constants.")] = CALIBRATION_FILE,
) -> None:
    """Calibrate the judge on the dev split, which it was not trained on; report on test."""
    answers = list(_judged(corpus))
    dev = [answer for answer in answers if answer.part == "dev"]
    concept = _fit(
        np.concatenate([answer.features for answer in dev]),
        np.concatenate([answer.labels for answer in dev]),
    )
    contradiction_cost, core_cost, raw, score = _fit_score(dev, concept)
    nearest = np.quantile([a.nearest for a in dev if not a.crossed], OFF_TOPIC_QUANTILE)
    fitted = Calibration(
        concept, contradiction_cost, core_cost, raw, score, round(float(nearest), 3)
    )
    parts = sorted({answer.part for answer in answers})
    figures = {part: _figures([a for a in answers if a.part == part], fitted) for part in parts}
    content = {
        "format_version": 1,
        "made_by": "scripts/calibrate_judge.py",
        "figures": figures,
        "calibration": asdict(fitted),
    }
    output.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    typer.echo(json.dumps(figures, indent=1))


def _judged(corpus: Path) -> Iterator[Judged]:
    """The dev answers, and the test answers by whether their field was seen in training."""
    encoder = CachedEncoder(make_encoder(Settings()))
    judge = CrossEncoderJudge(encoder)
    for file in track(corpus_files(corpus), description="Judging"):
        questions = read_field(file)
        seen = any(question.split == "train" for question in questions)
        for number, question in enumerate(questions):
            if question.split != "train":
                part = "dev" if question.split == "dev" else "test" if seen else f"test {file.stem}"
                other = questions[(number + CROSSED_STEP) % len(questions)]
                yield from _judge_question(part, question, other, judge, encoder)


def _judge_question(
    part: str,
    question: CorpusQuestion,
    other: CorpusQuestion,
    judge: CrossEncoderJudge,
    encoder: CachedEncoder,
) -> Iterator[Judged]:
    rubric = question.rubric()
    about = [rubric.question, *rubric.references, *(c.claim for c in rubric.concepts)]
    for text, grade, labels, crossed in _graded(question, other):
        read = passages(text)
        probabilities = judge.judge(list(claim_pairs(rubric, text, read)))
        table = probabilities.reshape(-1, len(read), len(STATUSES))
        claims, wrong = table[: len(rubric.concepts)], table[len(rubric.concepts) :]
        said = encoder.encode([text, *(passage.text for passage in read)])
        yield Judged(
            part=part,
            grade=grade,
            concepts=rubric.concepts,
            labels=np.array([STATUSES.index(Status(label)) for label in labels]),
            features=np.array(
                [
                    concept_features(
                        claim,
                        wrong[[m.contradicts == c.label for m in rubric.misconceptions]],
                    )
                    for claim, c in zip(claims, rubric.concepts, strict=True)
                ]
            ),
            nearest=float((encoder.encode(about) @ said.T).max()),
            crossed=crossed,
        )


def _graded(
    question: CorpusQuestion, other: CorpusQuestion
) -> Iterator[tuple[str, float, list[str], bool]]:
    """Text, grade, labels in order of claims, and whether it answers another question."""
    for answer in question.answers:
        labels: list[str] = [answer.labels[claim.id] for claim in question.claims]
        yield answer.answer, answer.grade, labels, False
    count = len(question.claims)
    yield question.reference, REFERENCE_GRADE, ["stated"] * count, False
    yield other.answers[0].answer, CROSSED_GRADE, ["missing"] * count, True


def _fit(features: NDArray[np.float64], labels: NDArray[np.int64]) -> LogisticModel:
    """A multinomial logistic regression, fitted on scaled features and written for plain ones."""
    mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-9
    model = LogisticRegression(max_iter=1000).fit((features - mean) / scale, labels)
    coefficients = model.coef_ / scale
    intercepts = model.intercept_ - coefficients @ mean
    return LogisticModel(
        tuple(round(float(x), 5) for x in intercepts),
        tuple(tuple(round(float(x), 5) for x in row) for row in coefficients),
    )


def _raw(answers: Sequence[Judged], concept: LogisticModel) -> NDArray[np.float64]:
    return np.array([raw_features(a.concepts, concept.probabilities(a.features)) for a in answers])


def _fit_score(
    answers: Sequence[Judged], concept: LogisticModel
) -> tuple[float, float, tuple[float, ...], tuple[float, ...]]:
    """Costs by non-negative least squares, then an isotonic map of the raw score to the grade."""
    grades = np.array([answer.grade for answer in answers])
    features = _raw(answers, concept) * [1, -1, -1]
    weights, _ = nnls(np.c_[features, np.ones(len(features))], grades)
    costs = weights[1:3] / weights[0]
    raw = features @ [1, *costs]
    isotonic = IsotonicRegression(out_of_bounds="clip").fit(raw, grades)
    knots = np.quantile(raw, np.linspace(0, 1, KNOTS))
    scores = isotonic.predict(knots)
    low, high = (knots[0] - 0.1, 0.0), (knots[-1] + 0.1, 100.0)
    return (
        round(float(costs[0]), 4),
        round(float(costs[1]), 4),
        tuple(round(float(x), 4) for x in (low[0], *knots, high[0])),
        tuple(round(float(x), 2) for x in (low[1], *scores, high[1])),
    )


def _figures(answers: Sequence[Judged], fitted: Calibration) -> dict[str, float]:
    said = np.concatenate(
        [fitted.concept.probabilities(a.features).argmax(axis=1) for a in answers]
    )
    labels = np.concatenate([answer.labels for answer in answers])
    merged = np.array([0, 0, 1, 2])  # partly counts as stated
    by_class = f1_score(merged[labels], merged[said], average=None, labels=[0, 1, 2])
    raw = _raw(answers, fitted.concept) @ [1, -fitted.contradiction_cost, -fitted.core_cost]
    scores = np.array([fitted.score(one) for one in raw])
    grades = np.array([answer.grade for answer in answers])
    return {
        "answers": len(answers),
        "f1_stated": round(float(by_class[0]), 3),
        "f1_missing": round(float(by_class[1]), 3),
        "f1_contradicted": round(float(by_class[2]), 3),
        "claim_macro_f1": round(float(by_class.mean()), 3),
        "grade_pearson": round(float(np.corrcoef(scores, grades)[0, 1]), 3),
        "grade_mean_error": round(float(np.abs(scores - grades).mean()), 1),
    }


if __name__ == "__main__":
    run(main)
