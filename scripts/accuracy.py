"""Measure search, question sets and scores on the graded data, beside plain cosine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from scipy.stats import pearsonr, spearmanr
from sklearn.metrics import roc_auc_score

from _console import print_json, read_rows, run
from evaluator import GradedTask, Rubric
from interview import SetRequest
from service import Service, open_service

ALL = 1000
"""More results than the bank has questions, so that every rank is seen."""

APART = 25
"""Grades at least this far apart should be put in the right order."""

GOOD = frozenset({"expert", "terse", "noisy"})
BAD = frozenset({"fluent_wrong", "negated", "stuffed", "echo", "offtopic"})
PASS = 50.0

Figures = dict[str, float]


def main(
    graded: Annotated[
        Path, typer.Option(envvar="VIVA_GRADED", help="Folder of the graded data (.jsonl files).")
    ],
    json: Annotated[bool, typer.Option(help="Print the figures as JSON.")] = False,
) -> None:
    """Print one table of figures for each graded set."""
    service = open_service()
    tables = {
        "search": search_figures(service, _rows(graded / "search_queries.jsonl")),
        "themes": theme_figures(service, _rows(graded / "themes.jsonl")),
        "interview answers": answer_figures(service, _rows(graded / "interview_answers.jsonl")),
    }
    if json:
        print_json(tables)
        return
    for name, columns in tables.items():
        _print(name, columns)


def search_figures(service: Service, rows: Sequence[dict[str, Any]]) -> dict[str, Figures]:
    """Mean reciprocal rank and hit rate of the first result, for Viva and for plain cosine."""
    queries = [row["query"] for row in rows]
    questions = service.pack.questions
    vectors = service.encoder.encode([question.question for question in questions])
    cosines = service.encoder.encode(queries) @ vectors.T
    ranked = {
        "Viva": [[h.id for h in hits] for hits in service.search_many(queries, ALL)],
        "cosine": [[questions[i].id for i in row.argsort()[::-1]] for row in cosines],
    }
    return {name: _ranking(service, rows, ids) for name, ids in ranked.items()}


def _ranking(
    service: Service, rows: Sequence[dict[str, Any]], ranked: Sequence[Sequence[str]]
) -> Figures:
    ranks = np.array(
        [
            1
            + min(
                i
                for i, found in enumerate(ids)
                if _seed(service, found) in row["relevant_seed_ids"]
            )
            for row, ids in zip(rows, ranked, strict=True)
        ]
    )
    figures = {"MRR": _mean(1 / ranks), "hit@1": _mean(ranks == 1)}
    for style in sorted({row["style"] for row in rows}):
        of_style = np.array([row["style"] == style for row in rows])
        figures[f"MRR {style}"] = _mean(1 / ranks[of_style])
    return figures


def theme_figures(service: Service, rows: Sequence[dict[str, Any]]) -> dict[str, Figures]:
    """Share of relevant ones among the listed ones that a set draws, and how many are unwanted."""
    wanted, unwanted, drawn = 0, 0, 0
    for row in rows:
        relevant, wrong = set(row["relevant_seed_ids"]), set(row["not_relevant_seed_ids"])
        made = service.question_set(SetRequest(row["theme"], count=max(3, len(relevant))))
        seeds = {item.question.seed_id for item in made.items}
        wanted, unwanted = wanted + len(seeds & relevant), unwanted + len(seeds & wrong)
        drawn += len(relevant)
    return {
        "Viva": {
            "relevant among listed": wanted / max(wanted + unwanted, 1),
            "relevant found": wanted / drawn,
            "unwanted": unwanted,
        }
    }


def answer_figures(service: Service, rows: Sequence[dict[str, Any]]) -> dict[str, Figures]:
    """How well scores agree with grades, for Viva and for cosine with the reference times 100."""
    asked = [service.pack.question_by_seed_id(row["seed_id"]) for row in rows]
    tasks = [
        GradedTask(Rubric.of_question(question), row["answer"])
        for question, row in zip(asked, rows, strict=True)
        if question is not None
    ]
    evaluations = service.evaluate_many(tasks)
    scores = {
        "Viva": np.array([evaluation.score for evaluation in evaluations]),
        "cosine": np.array([100 * evaluation.similarity for evaluation in evaluations]),
    }
    return {name: _agreement(rows, values) for name, values in scores.items()}


def _agreement(rows: Sequence[dict[str, Any]], scores: NDArray[np.float64]) -> Figures:
    grades = np.array([row["grade"] for row in rows], dtype=float)
    kinds = np.array([row["kind"] for row in rows])
    good, bad = np.isin(kinds, list(GOOD)), np.isin(kinds, list(BAD))
    judged = good | bad
    figures = {
        "Pearson": float(pearsonr(scores, grades).statistic),
        "Spearman": float(spearmanr(scores, grades).statistic),
        "AUC good against bad": float(roc_auc_score(good[judged], scores[judged])),
        f"pairs {APART} apart in order": _order(rows, grades, scores),
        f"bad at {PASS:.0f} or more": _mean(scores[bad] >= PASS),
        f"good under {PASS:.0f}": _mean(scores[good] < PASS),
    }
    for kind in sorted(set(kinds)):
        figures[f"mean {kind}"] = _mean(scores[kinds == kind])
    return figures


def _order(
    rows: Sequence[dict[str, Any]], grades: NDArray[np.float64], scores: NDArray[np.float64]
) -> float:
    """Share of pairs of one question, graded at least APART points apart, in the right order."""
    questions = np.array([row["seed_id"] for row in rows])
    same = questions[:, np.newaxis] == questions
    apart = same & (grades[:, np.newaxis] - grades >= APART)
    above = scores[:, np.newaxis] - scores
    return _mean((above > 0)[apart] + 0.5 * (above == 0)[apart])


def _seed(service: Service, question_id: str) -> str | None:
    return service.question(question_id).seed_id


def _mean(values: NDArray[Any]) -> float:
    return float(np.mean(values))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [row.fields for row in read_rows(path)]


def _print(name: str, columns: dict[str, Figures]) -> None:
    table = Table(name, *columns, title_justify="left")
    for figure in next(iter(columns.values())):
        table.add_row(figure, *(f"{values[figure]:.3g}" for values in columns.values()))
    Console().print(table)


if __name__ == "__main__":
    run(main)
