"""Score answers: one to a question of the bank, or a file of them to any questions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import track

from _console import Row, print_json, read_rows, report_bad_rows, run, written_rows
from _rubrics import rubric_of_row
from content import VivaError
from evaluator import Evaluation, GradedTask, Status
from service import Service, open_service

BATCH = 32
"""Rows scored together: enough to fill the model's batches, few enough to show progress."""

_COLOURS = {
    Status.STATED: "green",
    Status.PARTLY: "yellow",
    Status.MISSING: "dim",
    Status.CONTRADICTED: "red",
}


def main(
    question_id: Annotated[str, typer.Argument(help="Id of a question of the bank.")] = "",
    answer: Annotated[str, typer.Argument(help="The answer; - reads it from standard input.")] = "",
    input: Annotated[Path | None, typer.Option(help="A .jsonl file of answers.")] = None,
    output: Annotated[
        Path | None, typer.Option(help="Where to write rows with 'evaluation'.")
    ] = None,
    json: Annotated[bool, typer.Option(help="Print the evaluation as JSON.")] = False,
) -> None:
    """Score an answer, with the evidence.

    A row of --input has 'answer' and either 'question_id' or 'seed_id', or 'question' and
    'reference' (or 'references'), with 'key_concepts' and 'misconceptions' if there are any. A bad
    row gets an 'error' and the exit status is 3. docs/file-formats.md has the whole form.
    """
    if (input is None) != (output is None) or bool(question_id) == (input is not None):
        raise typer.BadParameter("give either QUESTION_ID and ANSWER, or both --input and --output")
    service = open_service()
    if input is not None and output is not None:
        _evaluate_file(service, input, output)
        return
    text = sys.stdin.read() if answer == "-" else answer
    evaluation = service.evaluate(question_id, text)
    if json:
        print_json(evaluation_fields(evaluation))
    else:
        _print_evaluation(evaluation)


def evaluation_fields(evaluation: Evaluation) -> dict[str, Any]:
    """The stable form in which programs read an evaluation."""
    return {
        "score": evaluation.score,
        "interval": list(evaluation.interval),
        "verdict": evaluation.verdict.value,
        "similarity": evaluation.similarity,
        "concepts": [
            {
                "label": concept.label,
                "status": concept.status.value,
                "evidence": concept.evidence and vars(concept.evidence),
            }
            for concept in evaluation.concepts
        ],
        "gates": [result.gate.value for result in evaluation.gates],
        "unread": [
            {"reason": part.reason.value, "text": part.text, "start": part.start, "end": part.end}
            for part in evaluation.unread
        ],
    }


def _evaluate_file(service: Service, source: Path, target: Path) -> None:
    rows = read_rows(source)
    bad = 0
    with written_rows(target) as write:
        starts = range(0, len(rows), BATCH)
        for start in track(starts, "Scoring", console=Console(stderr=True)):
            for row in _evaluate_rows(service, rows[start : start + BATCH]):
                bad += "error" in row
                write(row)
    report_bad_rows(bad, len(rows))


def _evaluate_rows(service: Service, rows: list[Row]) -> list[dict[str, Any]]:
    tasks = [_task(service, row) for row in rows]
    good = [task for task in tasks if isinstance(task, GradedTask)]
    evaluations = iter(service.evaluate_many(good))
    return [
        {**row.kept("evaluation"), "evaluation": evaluation_fields(next(evaluations))}
        if isinstance(task, GradedTask)
        else {**row.kept("evaluation"), "error": task}
        for row, task in zip(rows, tasks, strict=True)
    ]


def _task(service: Service, row: Row) -> GradedTask | str:
    """The task of a row, or what is wrong with the row."""
    if row.error:
        return row.error
    try:
        return rubric_of_row(service, row.fields)
    except VivaError as error:
        return str(error)


def _print_evaluation(evaluation: Evaluation) -> None:
    console = Console(emoji=False)
    console.print(f"[bold]{evaluation.score:.0f} / 100[/bold]  {evaluation.verdict.value}")
    if not evaluation.gates:
        low, high = evaluation.interval
        console.print(f"A human grade would most likely be between {low:.0f} and {high:.0f}.")
    console.print(escape(evaluation.feedback.summary))
    for concept in evaluation.concepts:
        colour = _COLOURS[concept.status]
        console.print(f"\n[{colour}]{concept.status.value:>12}[/{colour}]  {escape(concept.claim)}")
        if concept.evidence:
            console.print(f"              “{escape(concept.evidence.text)}”", style="italic")
        if concept.misconception:
            console.print(f"              a misconception: {escape(concept.misconception)}")
    for part in evaluation.unread:
        console.print(f"\nNot read, {part.reason.value}: “{escape(part.text)}”")
    console.print(f"\nWording similarity {evaluation.similarity:.2f} (does not decide the score)")


if __name__ == "__main__":
    run(main)
