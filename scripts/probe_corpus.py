"""Show how little of the corpus's labels follows from length and word overlap alone.

A gradient-boosted classifier sees only counts, never words: what it gets right, a judge could get
right without understanding anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from scipy.stats import pearsonr
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.metrics import f1_score

from _console import print_json, run
from _corpus import CORPUS, CorpusQuestion, corpus_files, read_field

CLASSES = {"stated": 0, "partly": 0, "missing": 1, "contradicted": 2}

_NEGATION = re.compile(r"\b(?:not|no|never|none|nor|without|cannot)\b|n't\b")
_WORD = re.compile(r"[a-z0-9]+")


def main(
    corpus: Annotated[Path, typer.Option(help="Folder of the graded corpus.")] = CORPUS,
) -> None:
    """Print the probe's figures on dev and test questions, learned on train questions."""
    questions = [question for file in corpus_files(corpus) for question in read_field(file)]
    learn = [question for question in questions if question.split == "train"]
    held = [question for question in questions if question.split != "train"]
    (features, labels), (held_features, held_labels) = _claims(learn), _claims(held)
    model = HistGradientBoostingClassifier(random_state=0, class_weight="balanced")
    said = model.fit(features, labels).predict(held_features)
    by_class = f1_score(held_labels, said, average=None, labels=[0, 1, 2])
    constant = f1_score(held_labels, np.zeros_like(held_labels), average="macro")
    (lengths, grades), (held_lengths, held_grades) = _lengths(learn), _lengths(held)
    guessed = HistGradientBoostingRegressor(random_state=0).fit(lengths, grades)
    correlation = pearsonr(guessed.predict(held_lengths), held_grades).statistic
    print_json(
        {
            "claims": len(held_labels),
            "probe_macro_f1": round(float(by_class.mean()), 3),
            "probe_f1_contradicted": round(float(by_class[2]), 3),
            "always_stated_macro_f1": round(float(constant), 3),
            "grade_from_length_pearson": round(float(correlation), 3),
        }
    )


def _claims(questions: Sequence[CorpusQuestion]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Counts of each claim with each answer, shape (n, 7), and the class of its label."""
    rows, labels = [], []
    for question in questions:
        for answer in question.answers:
            for claim in question.claims:
                rows.append(_counts(claim.text, answer.answer))
                labels.append(CLASSES[answer.labels[claim.id]])
    return np.array(rows), np.array(labels)


def _counts(claim: str, answer: str) -> list[float]:
    claimed, said = (_WORD.findall(text.lower()) for text in (claim, answer))
    shared = set(claimed) & set(said)
    return [
        len(said),
        len(claimed),
        len(shared),
        len(shared) / len(set(claimed)),
        len(_NEGATION.findall(answer.lower())),
        len(_NEGATION.findall(claim.lower())),
        len(_NEGATION.findall(answer.lower())) / len(said),
    ]


def _lengths(
    questions: Sequence[CorpusQuestion],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    answers = [answer for question in questions for answer in question.answers]
    words = [[len(answer.answer.split()), len(answer.answer)] for answer in answers]
    return np.array(words, dtype=float), np.array([answer.grade for answer in answers])


if __name__ == "__main__":
    run(main)
