"""Fit what turns the judge's view of an answer into statuses, a score and an interval; report."""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NamedTuple

import numpy as np
import typer
from joblib import Memory
from numpy.typing import NDArray
from scipy.optimize import lsq_linear
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from _console import ROOT, run
from _corpus import CORPUS, corpus_files
from _judged import Judged, JudgedConcepts, judged_corpus, judged_exams
from _reliability import draw_reliability
from evaluator import (
    CALIBRATION_FILE,
    FORMAT_VERSION,
    SCORE_FEATURES,
    STATUSES,
    Calibration,
    LogisticModel,
    ScoreModel,
    concept_features,
    judge_digest,
    score_features,
    status_of,
)

OFF_TOPIC_QUANTILE = 0.001
"""Share of real answers that the off-topic gate may stop."""

COVERAGE, GRADE, WORDING = map(SCORE_FEATURES.index, ("coverage", "grade", "similarity"))
NEVER_POSITIVE = frozenset({"contradicted", "core_contradicted"})
KNOTS = 21
INTERVAL_SHARE = 0.8
NEIGHBOURS = 0.15
"""Share of answers, the nearest by score, whose residuals give the interval at a knot."""

EXAM_WEIGHT = 0.45
"""Weight of all answers of an exam together, beside that of all that were graded in the corpus."""

MADE_WEIGHT = 0.3
"""Weight of an answer made by program beside one of the corpus: they hold the ends of the scale."""

CORPUS_SET = "corpus"


def main(
    corpus: Annotated[Path, typer.Option(help="Folder of the graded corpus.")] = CORPUS,
    graded: Annotated[Path | None, typer.Option(help="Folder of public sets to add.")] = None,
    output: Annotated[Path, typer.Option(help="Where to write the constants.")] = CALIBRATION_FILE,
    diagram: Annotated[Path | None, typer.Option(help="SVG of scores against grades.")] = None,
) -> None:
    """Calibrate the judge on the dev split, which it was not trained on; report on test."""
    answers, exams = _judged(corpus, graded)
    dev = [answer for answer in answers if answer.part == "dev"]
    concept = _fit_concepts([answer.written for answer in dev if not answer.made])
    fitted = Calibration(
        concept=concept,
        written=_fit_score(_table(dev, concept, written=True), written=True),
        reference_only=_fit_score(_table([*dev, *exams], concept, written=False), written=False),
        interval_share=INTERVAL_SHARE,
        off_topic_similarity=_off_topic(dev),
    )
    parts = sorted({answer.part for answer in answers})
    told = [answer for answer in answers if not answer.made]
    figures = {part: _figures([a for a in told if a.part == part], fitted) for part in parts}
    content = {
        "format_version": FORMAT_VERSION,
        "judge_sha256": judge_digest(),
        "made_by": "scripts/calibrate_judge.py",
        "figures": figures,
        "calibration": asdict(fitted),
    }
    if diagram:
        test = [answer for answer in told if answer.part != "dev"]
        draw_reliability({"test answers": _scored(test, fitted)}, diagram)
    output.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    typer.echo(json.dumps(figures, indent=1))


def _judged(corpus: Path, graded: Path | None) -> tuple[list[Judged], list[Judged]]:
    """Judged answers of the corpus and of exams; kept, since judging takes ten minutes."""
    kept = Memory(ROOT / ".viva" / "judged", verbose=0)
    read = [*corpus_files(corpus), Path(inspect.getfile(judged_corpus))]
    content = b"".join(file.read_bytes() for file in read)
    digest = f"{judge_digest()} {hashlib.sha256(content).hexdigest()}"
    exams = kept.cache(_read_exams)(graded, digest) if graded else []
    return kept.cache(_read_corpus)(corpus, digest), exams


def _read_corpus(corpus: Path, _: str) -> list[Judged]:
    return judged_corpus(corpus)


def _read_exams(graded: Path, _: str) -> list[Judged]:
    return judged_exams(graded)


def _scored(
    answers: Sequence[Judged], fitted: Calibration
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Scores and human grades of answers to questions with written concepts."""
    table = _table(answers, fitted.concept, written=True)
    return np.array([fitted.written.score(row)[0] for row in table.features]), table.grades


def _off_topic(dev: Sequence[Judged]) -> float:
    nearest = [answer.nearest for answer in dev if not answer.made]
    return round(float(np.quantile(nearest, OFF_TOPIC_QUANTILE)), 3)


def _fit_concepts(answers: Sequence[JudgedConcepts]) -> LogisticModel:
    """A multinomial logistic regression, fitted on scaled features and written for plain ones."""
    features = np.concatenate([concept_features(answer.signals) for answer in answers])
    labels = np.concatenate([answer.labels for answer in answers])
    known = labels >= 0
    features, labels = features[known], labels[known]
    mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-9
    model = LogisticRegression(max_iter=2000).fit((features - mean) / scale, labels)
    coefficients = model.coef_ / scale
    intercepts = model.intercept_ - coefficients @ mean
    return LogisticModel(
        tuple(round(float(x), 5) for x in intercepts),
        tuple(tuple(round(float(x), 5) for x in row) for row in coefficients),
    )


class _Table(NamedTuple):
    """SCORE_FEATURES of answers, their grades in [0, 100], and the set that each one is from."""

    features: NDArray[np.float64]
    grades: NDArray[np.float64]
    sets: NDArray[np.str_]
    weights: NDArray[np.float64]


def _table(answers: Sequence[Judged], concept: LogisticModel, written: bool) -> _Table:
    rows = []
    for answer in answers:
        seen = answer.written if written else answer.reference_only
        probabilities = concept.probabilities(concept_features(seen.signals))
        beyond = seen.signals.beyond_question
        rows.append(score_features(seen.concepts, probabilities, seen.grade, beyond))
    sets = np.array([a.kind if a.part == "exam" else CORPUS_SET for a in answers])
    grades, made = (np.array([getattr(a, name) for a in answers]) for name in ("grade", "made"))
    weights = np.where(made, MADE_WEIGHT, 1.0)
    told = (sets == CORPUS_SET) & ~made
    for exam in set(sets) - {CORPUS_SET}:
        weights[sets == exam] = EXAM_WEIGHT * told.sum() / (sets == exam).sum()
    return _Table(np.array(rows), grades, sets, weights)


def _fit_score(table: _Table, written: bool) -> ScoreModel:
    """Least squares with the signs that sense demands, then an isotonic map to the grade.

    Answers are compared within their set only: graders of one exam are milder than those of
    another. With written concepts, wording similarity does not count, and coverage counts for at
    least as much as the judge's overall grade: the part that they share is one column.
    """
    features, grades, sets, weights = table
    columns = features.copy()
    if written:
        columns[:, WORDING] = 0
        columns[:, GRADE] += features[:, COVERAGE]
    positive = np.array([name not in NEVER_POSITIVE for name in SCORE_FEATURES])
    of_set = sets[:, np.newaxis] == np.unique(sets)
    design = np.c_[columns, of_set] * np.sqrt(weights)[:, np.newaxis]
    free = [False] * of_set.shape[1]
    low = np.where([*positive, *free], 0, -np.inf)
    high = np.where([*~positive, *free], 1e-9, np.inf)
    fitted = lsq_linear(design, grades * np.sqrt(weights), (low, high)).x[: len(SCORE_FEATURES)]
    if written:
        fitted[WORDING] = 0
        fitted[COVERAGE] += fitted[GRADE]
    factors = np.round(fitted / np.abs(fitted).sum(), 4)
    raw = features @ factors
    isotonic = IsotonicRegression(out_of_bounds="clip").fit(raw, grades, sample_weight=weights)
    knots = np.unique(np.quantile(raw, np.linspace(0, 1, KNOTS)).round(4))
    knots = np.array([knots[0] - 0.1, *knots, knots[-1] + 0.1])
    scores = isotonic.predict(knots)
    scores[0], scores[-1] = min(scores[0], 0.0), 100.0
    full = weights == 1  # the grades of exams are coarser, those of made answers nobody's
    bounds = _bounds(raw[full], grades[full], knots, scores)
    lists = (
        tuple(round(float(x), 4) for x in values) for values in (factors, knots, scores, *bounds)
    )
    return ScoreModel(*lists)


def _bounds(
    raw: NDArray[np.float64],
    grades: NDArray[np.float64],
    knots: NDArray[np.float64],
    scores: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """At each knot, the quantiles of what answers of about that score were graded above it."""
    residuals = grades - np.interp(raw, knots, scores)
    count = max(int(len(raw) * NEIGHBOURS), 30)
    edges = np.array([(1 - INTERVAL_SHARE) / 2, (1 + INTERVAL_SHARE) / 2])
    found = [
        np.quantile(residuals[np.argsort(np.abs(raw - knot))[:count]], edges) for knot in knots
    ]
    low, high = (scores[:, np.newaxis] + np.array(found)).clip(0, 100).T
    return np.maximum.accumulate(low), np.maximum.accumulate(high)


def _figures(answers: Sequence[Judged], fitted: Calibration) -> dict[str, float]:
    seen = [answer.written for answer in answers]
    statuses = [
        status_of(row)
        for s in seen
        for row in fitted.concept.probabilities(concept_features(s.signals))
    ]
    said = np.array([STATUSES.index(status) for status in statuses])
    labels = np.concatenate([s.labels for s in seen])
    merged = np.array([0, 0, 1, 2])  # partly counts as stated
    known = labels >= 0
    by_class = f1_score(merged[labels[known]], merged[said[known]], average=None, labels=[0, 1, 2])
    made = {
        name: _score_figures(answers, fitted, name == "written")
        for name in ("written", "reference_only")
    }
    return {
        "answers": len(answers),
        "f1_stated": round(float(by_class[0]), 3),
        "f1_missing": round(float(by_class[1]), 3),
        "f1_contradicted": round(float(by_class[2]), 3),
        "claim_macro_f1": round(float(by_class.mean()), 3),
        **{f"{name}_{key}": value for name, one in made.items() for key, value in one.items()},
    }


def _score_figures(
    answers: Sequence[Judged], fitted: Calibration, written: bool
) -> dict[str, float]:
    table = _table(answers, fitted.concept, written)
    grades = table.grades
    model = fitted.written if written else fitted.reference_only
    scores, low, high = np.array([model.score(row) for row in table.features]).T
    return {
        "pearson": round(float(np.corrcoef(scores, grades)[0, 1]), 3),
        "mean_error": round(float(np.abs(scores - grades).mean()), 1),
        "within_interval": round(float(((low <= grades) & (grades <= high)).mean()), 3),
    }


if __name__ == "__main__":
    run(main)
