"""Measure scores, search and question sets on graded data, beside what others score by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from _console import print_json, read_rows, run
from _agreement import (
    APART,
    Figures,
    Values,
    best_threshold,
    interview_figures,
    macro_f1,
    macro_f1_by_halves,
    ordered,
    pearson,
)
from _baselines import BASELINES, Pair
from _corpus import CORPUS, CorpusQuestion, corpus_files, read_field
from _public_sets import exam_rows
from _search_tables import search_tables
from evaluator import GradedTask, Rubric
from service import Service, open_service

ZERO_SHOT = ("mohler", "digiklausur", "os_exam", "dtgrade")
"""Exams that nothing was trained or chosen on."""

TWO_WAY = ("scientsbank", "beetle")

Columns = dict[str, Figures]


class Measured:
    """Answers with the scores of Viva, in [0, 100], and of every baseline."""

    def __init__(self, service: Service, tasks: Sequence[GradedTask]) -> None:
        evaluations = service.evaluate_many(tasks)
        self.scores = {"Viva": np.array([evaluation.score for evaluation in evaluations])}
        pairs = [_pair(task) for task in tasks]
        self.scores |= {name: baseline(pairs) for name, baseline in BASELINES.items()}

    def columns(self, figures: Callable[[Values], Figures]) -> Columns:
        """The figures of each way of scoring."""
        return {name: figures(scores) for name, scores in self.scores.items()}


def main(
    graded: Annotated[
        Path, typer.Option(envvar="VIVA_GRADED", help="Folder of the graded data (.jsonl files).")
    ],
    json: Annotated[bool, typer.Option(help="Print the figures as JSON.")] = False,
    markdown: Annotated[bool, typer.Option(help="Print the tables as Markdown.")] = False,
) -> None:
    """Print one table of figures for each graded set."""
    service = open_service()
    tables = {
        "interview answers": _interviews(service, _rows(graded / "interview_answers.jsonl")),
        **_corpus_tables(service),
        **{name: _two_way(service, graded, name) for name in TWO_WAY},
        "saf, unseen answers": _exam(service, exam_rows(graded, "saf", "unseen_answers")),
        **{f"{n}, zero-shot": _exam(service, _rows(graded / f"{n}.jsonl")) for n in ZERO_SHOT},
        **search_tables(service, graded),
    }
    if json:
        print_json(tables)
        return
    for name, columns in tables.items():
        (_print_markdown if markdown else _print)(name, columns)


def _interviews(service: Service, rows: Sequence[dict[str, Any]]) -> Columns:
    """Answers to questions of the bank; scores of others are taken as hundredths."""
    asked = [service.pack.question_by_seed_id(row["seed_id"]) for row in rows]
    known = [(q, row) for q, row in zip(asked, rows, strict=True) if q is not None]
    rows = [row for _, row in known]
    tasks = [GradedTask(Rubric.of_question(q), row["answer"]) for q, row in known]
    measured = Measured(service, tasks)
    grades = np.array([float(row["grade"]) for row in rows])
    kinds, questions = [row["kind"] for row in rows], [row["seed_id"] for row in rows]
    for name, scores in measured.scores.items():
        if name not in ("Viva", "length"):
            measured.scores[name] = 100 * scores
    return measured.columns(lambda scores: interview_figures(scores, grades, kinds, questions))


def _corpus_tables(service: Service) -> dict[str, Columns]:
    """Test answers of fields seen in training, and of each unseen field."""
    parts: dict[str, list[CorpusQuestion]] = {}
    for file in corpus_files(CORPUS):
        questions = read_field(file)
        seen = any(question.split == "train" for question in questions)
        test = [question for question in questions if question.split == "test"]
        parts.setdefault("seen fields" if seen else file.stem, []).extend(test)
    return {
        f"corpus test, {part}": _corpus_columns(service, questions)
        for part, questions in parts.items()
        if questions
    }


def _corpus_columns(service: Service, questions: Sequence[CorpusQuestion]) -> Columns:
    answers = [(question, answer) for question in questions for answer in question.answers]
    measured = Measured(service, [GradedTask(q.rubric(), answer.answer) for q, answer in answers])
    grades = np.array([answer.grade for _, answer in answers])
    ids = [question.id for question, _ in answers]
    return measured.columns(
        lambda scores: {
            "Pearson": pearson(scores, grades),
            f"pairs {APART} apart in order": ordered(scores, grades, ids),
        }
    )


def _two_way(service: Service, graded: Path, name: str) -> Columns:
    """Macro-F1 of right and wrong, by question and on unseen answers; thresholds from elsewhere."""
    chosen, unseen = (exam_rows(graded, name, split) for split in ("choose", "unseen_answers"))
    rows = [*chosen, *unseen]
    right = np.array([row["extra"]["label2"] == "correct" for row in rows])
    of_chosen = np.arange(len(rows)) < len(chosen)
    questions = [row["question_id"] for row in chosen]

    def figures(scores: Values) -> Figures:
        at = best_threshold(scores[of_chosen], right[of_chosen])
        return {
            "macro-F1 by question": macro_f1_by_halves(
                scores[of_chosen], right[of_chosen], questions
            ),
            "macro-F1 unseen answers": macro_f1(scores[~of_chosen] >= at, right[~of_chosen]),
        }

    return Measured(service, _exam_tasks(rows)).columns(figures)


def _exam(service: Service, rows: Sequence[dict[str, Any]]) -> Columns:
    grades = np.array([float(row["score"]) for row in rows])
    measured = Measured(service, _exam_tasks(rows))
    return measured.columns(lambda scores: {"Pearson": pearson(scores, grades)})


def _exam_tasks(rows: Sequence[dict[str, Any]]) -> list[GradedTask]:
    return [
        GradedTask(
            Rubric.of_texts(
                row["question"], row["extra"].get("all_references") or [row["reference"]]
            ),
            row["answer"],
        )
        for row in rows
    ]


def _pair(task: GradedTask) -> Pair:
    rubric = task.rubric
    claims = tuple(concept.claim for concept in rubric.concepts) if rubric.written else ()
    return Pair(task.answer, rubric.references, claims)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [row.fields for row in read_rows(path)]


def _print(name: str, columns: Columns) -> None:
    table = Table(name, *columns, title_justify="left")
    for figure in next(iter(columns.values())):
        table.add_row(figure, *(f"{values[figure]:.3g}" for values in columns.values()))
    Console().print(table)


def _print_markdown(name: str, columns: Columns) -> None:
    typer.echo(f"\n| {name} | {' | '.join(columns)} |\n|{'---|' * (len(columns) + 1)}")
    for figure in next(iter(columns.values())):
        cells = (f"{values[figure]:.2f}" for values in columns.values())
        typer.echo(f"| {figure} | {' | '.join(cells)} |")


if __name__ == "__main__":
    run(main)
