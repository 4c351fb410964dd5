"""Fit the encoder judge and its calibration on the graded corpus; print figures."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from rich.progress import track
from scipy.optimize import nnls
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from _console import run
from evaluator import (
    ENCODER_JUDGE_FILE,
    STATUSES,
    Calibration,
    ClaimPassage,
    Concept,
    LogisticModel,
    Segment,
    Status,
    concept_features,
    pair_features,
    passages,
    raw_features,
)
from index import CachedEncoder
from service import Settings, make_encoder

TEST_FIELDS = frozenset({"mlops", "science"})
"""Whole fields that are only reported: a near one and a far one."""

DEV_SHARE = 20
"""Questions in 100, by hash of their id, that the constants are not fitted on."""

QUOTE_OVERLAP = 0.6
"""A passage that holds at least this share of the evidence bears its label; one that holds less
than SILENT_OVERLAP is silent; between the two it is left out."""
SILENT_OVERLAP = 0.2

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
class GradedAnswer:
    """One answer of the corpus with the features of every claim and misconception."""

    split: str
    grade: float
    concepts: tuple[Concept, ...]
    labels: NDArray[np.int64]
    pair_labels: tuple[NDArray[np.int64], ...]
    claims: tuple[NDArray[np.float64], ...]
    wrong: tuple[NDArray[np.float64], ...]
    nearest: float
    crossed: bool


def main(
    corpus: Annotated[Path, typer.Option(help="Folder of the graded corpus, one .jsonl a field.")],
    output: Annotated[
        Path, typer.Option(help="Where to write the constants.")
    ] = ENCODER_JUDGE_FILE,
) -> None:
    """Fit the encoder judge's constants on a graded corpus."""
    answers = list(_answers(corpus))
    train = [answer for answer in answers if answer.split == "train"]
    pair = _fit_pairs(train)
    concept = _fit_concepts(train, pair)
    contradiction_cost, core_cost, raw, score = _fit_score(train, pair, concept)
    nearest = np.quantile([a.nearest for a in train if not a.crossed], OFF_TOPIC_QUANTILE)
    fitted = Calibration(
        concept, contradiction_cost, core_cost, raw, score, round(float(nearest), 3)
    )
    splits = ("train", "dev", *sorted(TEST_FIELDS))
    figures = {
        split: _figures([a for a in answers if a.split == split], pair, fitted) for split in splits
    }
    content = {
        "format_version": 1,
        "made_by": "scripts/fit_encoder_judge.py",
        "figures": figures,
        "pair": asdict(pair),
        "calibration": asdict(fitted),
    }
    output.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    typer.echo(json.dumps(figures, indent=1))


def _answers(corpus: Path) -> Iterator[GradedAnswer]:
    files = sorted(corpus.glob("*.jsonl"))
    if not files:
        raise typer.BadParameter(f"{corpus}: no .jsonl files here; give the folder of the corpus")
    encoder = CachedEncoder(make_encoder(Settings()))
    for file in track(files, description="Reading features"):
        questions = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        encoder.encode(list(_texts(questions)))  # at once, which fills the model's batches
        for number, question in enumerate(questions):
            split = file.stem if file.stem in TEST_FIELDS else _split(question["id"])
            other = questions[(number + CROSSED_STEP) % len(questions)]
            for answer in [*question["answers"], *_made(question, other)]:
                yield _answer(question, answer, split, encoder)


def _texts(questions: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Every text of some questions that gets a vector."""
    for question in questions:
        yield from (question["question"], question["reference"])
        yield from (claim["text"] for claim in question["claims"])
        yield from (misconception["text"] for misconception in question["misconceptions"])
        for answer in question["answers"]:
            yield answer["answer"]
            yield from (passage.text for passage in passages(answer["answer"]))


def _made(question: dict[str, Any], other: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The reference, which states every claim, and a right answer to another question of the field.

    The latter is `crossed` and states nothing that is asked for.
    """
    for text, grade, label, crossed in (
        (question["reference"], REFERENCE_GRADE, "stated", False),
        (other["answers"][0]["answer"], CROSSED_GRADE, "missing", True),
    ):
        labels = {claim["id"]: label for claim in question["claims"]}
        yield {"answer": text, "grade": grade, "labels": labels, "evidence": {}, "crossed": crossed}


def _split(question_id: str) -> str:
    number = int(hashlib.sha256(question_id.encode()).hexdigest(), 16)
    return "dev" if number % 100 < DEV_SHARE else "train"


def _answer(
    question: dict[str, Any], answer: dict[str, Any], split: str, encoder: CachedEncoder
) -> GradedAnswer:
    text, asked = answer["answer"], question["question"]
    read = passages(text)

    def features(claim: str) -> NDArray[np.float64]:
        return pair_features([ClaimPassage(asked, claim, p.text) for p in read], encoder)

    claims = question["claims"]
    labels = [_status(answer["labels"][claim["id"]]) for claim in claims]
    quotes = [answer["evidence"].get(claim["id"], "") for claim in claims]
    about = encoder.encode([asked, question["reference"], *(claim["text"] for claim in claims)])
    said = encoder.encode([text, *(passage.text for passage in read)])
    return GradedAnswer(
        split=split,
        grade=float(answer["grade"]),
        concepts=tuple(Concept(c["label"], c["text"], c["weight"], c["core"]) for c in claims),
        labels=np.array(labels),
        pair_labels=tuple(
            _pair_labels(read, text, quote, label)
            for quote, label in zip(quotes, labels, strict=True)
        ),
        claims=tuple(features(claim["text"]) for claim in claims),
        wrong=tuple(
            np.array(
                [
                    features(m["text"])
                    for m in question["misconceptions"]
                    if m["contradicts"] == c["id"]
                ]
            )
            for c in claims
        ),
        nearest=float((about @ said.T).max()),
        crossed=answer.get("crossed", False),
    )


def _status(label: str) -> int:
    return STATUSES.index(Status(label))


def _pair_labels(read: Sequence[Segment], text: str, quote: str, label: int) -> NDArray[np.int64]:
    """The label of each passage for one claim; -1 for a passage that is left out."""
    missing = _status("missing")
    if label != missing and not quote:
        return np.full(len(read), -1)  # stated, but nobody has said where
    start = text.find(quote) if quote else -1
    if start < 0:
        return np.full(len(read), label)
    end = start + len(quote)
    shares = [max(0, min(p.end, end) - max(p.start, start)) / len(quote) for p in read]
    return np.array(
        [label if s >= QUOTE_OVERLAP else missing if s < SILENT_OVERLAP else -1 for s in shares]
    )


def _fit_pairs(answers: Sequence[GradedAnswer]) -> LogisticModel:
    features = np.concatenate([table for a in answers for table in a.claims])
    labels = np.concatenate([row for a in answers for row in a.pair_labels])
    return _fit(features[labels >= 0], labels[labels >= 0])


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


def _concepts(answer: GradedAnswer, pair: LogisticModel) -> NDArray[np.float64]:
    return np.array(
        [
            concept_features(
                pair.probabilities(claim),
                np.array([pair.probabilities(one) for one in wrong]),
            )
            for claim, wrong in zip(answer.claims, answer.wrong, strict=True)
        ]
    )


def _fit_concepts(answers: Sequence[GradedAnswer], pair: LogisticModel) -> LogisticModel:
    features = np.concatenate([_concepts(answer, pair) for answer in answers])
    return _fit(features, np.concatenate([answer.labels for answer in answers]))


def _raw(
    answers: Sequence[GradedAnswer], pair: LogisticModel, concept: LogisticModel
) -> NDArray[np.float64]:
    return np.array(
        [raw_features(a.concepts, concept.probabilities(_concepts(a, pair))) for a in answers]
    )


def _fit_score(
    answers: Sequence[GradedAnswer], pair: LogisticModel, concept: LogisticModel
) -> tuple[float, float, tuple[float, ...], tuple[float, ...]]:
    """Costs by non-negative least squares, then an isotonic map of the raw score to the grade."""
    grades = np.array([answer.grade for answer in answers])
    features = _raw(answers, pair, concept) * [1, -1, -1]
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


def _figures(
    answers: Sequence[GradedAnswer], pair: LogisticModel, fitted: Calibration
) -> dict[str, float]:
    features = [_concepts(answer, pair) for answer in answers]
    said = np.concatenate([fitted.concept.probabilities(f).argmax(axis=1) for f in features])
    labels = np.concatenate([answer.labels for answer in answers])
    merged = np.array([0, 0, 1, 2])  # partly counts as stated
    raw = _raw(answers, pair, fitted.concept) @ [1, -fitted.contradiction_cost, -fitted.core_cost]
    scores = np.array([fitted.score(one) for one in raw])
    grades = np.array([answer.grade for answer in answers])
    return {
        "answers": len(answers),
        "claim_macro_f1": round(f1_score(merged[labels], merged[said], average="macro"), 3),
        "grade_pearson": round(float(np.corrcoef(scores, grades)[0, 1]), 3),
        "grade_mean_error": round(float(np.abs(scores - grades).mean()), 1),
    }


if __name__ == "__main__":
    run(main)
