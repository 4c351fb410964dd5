"""Fit what tells sentences that speak to the grader from sentences of answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Annotated

import numpy as np
import typer
from _orders import grader_orders, innocent_sentences
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.linear_model import LogisticRegression

from _console import run
from _corpus import CORPUS, Split, corpus_files, read_field
from _kept_vectors import kept_vectors
from evaluator import ORDERS_FILE, ORDERS_FORMAT, sentences
from service import Settings, make_encoder

INVERSE_PENALTY = 10.0
HONEST = 16_000
"""Sentences of training answers that it learns from, by chance; more change nothing."""

DIGITS = 4


def main(
    flagged: Annotated[
        float, typer.Option(min=0, max=1, help="Share of honest dev sentences that may be flagged.")
    ] = 0.0003,
    output: Annotated[Path, typer.Option(help="Where to write the weights.")] = ORDERS_FILE,
) -> None:
    """Write the weights, and print what share of each kind of sentence they flag."""
    encoder = make_encoder(Settings())
    honest = Random(0).sample(_honest("train"), HONEST)
    parts = [grader_orders("train"), [*innocent_sentences("train"), *honest]]
    vectors = np.concatenate([kept_vectors(part, encoder) for part in parts])
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=3000)
    model.fit(vectors, np.repeat([1, 0], [len(part) for part in parts]))
    weights = np.round(model.coef_[0], DIGITS)

    def evidence(texts: Sequence[str]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = kept_vectors(texts, encoder) @ weights
        return found

    least = round(float(np.quantile(evidence(_honest("dev")), 1 - flagged)), DIGITS)
    content = {
        "format_version": ORDERS_FORMAT,
        "made_by": "scripts/tune_orders.py",
        "encoder": encoder.name,
        "least": least,
        "weights": weights.tolist(),
    }
    output.write_text(json.dumps(content) + "\n", encoding="utf-8")
    table = Table("sentences", "how many", "flagged")
    for name, texts in {
        "orders, train": grader_orders("train"),
        "orders, test": grader_orders("test"),
        "innocent, test": innocent_sentences("test"),
        "answers, test": _honest("test"),
    }.items():
        table.add_row(name, str(len(texts)), f"{(evidence(texts) >= least).mean():.2%}")
    Console().print(table)


def _honest(split: Split) -> list[str]:
    """The distinct sentences of the corpus's answers."""
    questions = (q for file in corpus_files(CORPUS) for q in read_field(file) if q.split == split)
    texts = (s.text for q in questions for a in q.answers for s in sentences(a.answer))
    return list(dict.fromkeys(texts))


if __name__ == "__main__":
    run(main)
