"""Find questions by meaning: one query, a file of them, or what is related to a question."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from _console import Row, print_json, read_rows, report_bad_rows, run, written_rows
from content import Kind, Question
from index import Change, Filters, Hit
from interview import RelatedQuestion
from service import Service, open_service

NOTHING = "Nothing in the bank is about this; --anyway shows the closest."

BATCH = 256
"""Queries encoded together."""


def main(
    query: Annotated[str, typer.Argument(help="What to look for, in your own words.")] = "",
    theme: Annotated[
        list[str] | None, typer.Option(help="Only this theme; may be repeated.")
    ] = None,
    kind: Annotated[
        list[Kind] | None, typer.Option(help="Only this kind; may be repeated.")
    ] = None,
    difficulty: Annotated[
        list[int] | None, typer.Option(min=1, max=5, help="Only this difficulty; may be repeated.")
    ] = None,
    k: Annotated[int, typer.Option(min=1, help="How many results.")] = 5,
    input: Annotated[Path | None, typer.Option(help="A .jsonl file; each row has 'query'.")] = None,
    output: Annotated[Path | None, typer.Option(help="Where to write rows with 'results'.")] = None,
    anyway: Annotated[
        bool, typer.Option(help="Show the closest even when nothing is about the query.")
    ] = False,
    related: Annotated[
        str, typer.Option(help="A question's id: what to go on to from it, and why.")
    ] = "",
    json: Annotated[bool, typer.Option(help="Print the results as JSON.")] = False,
) -> None:
    """Find questions by meaning, and none when nothing in the bank is about the query.

    With --input and --output every row gets 'results': [{id, seed_id, score}], best first.
    """
    filters = Filters(
        frozenset(theme or ()), frozenset(k.value for k in kind or ()), frozenset(difficulty or ())
    )
    ways = bool(query) + bool(related) + (input is not None)
    if (input is None) != (output is None) or ways != 1:
        raise typer.BadParameter("give a QUERY, or --related, or both --input and --output")
    if related and filters != Filters():
        raise typer.BadParameter("--theme, --kind and --difficulty do not go with --related")
    service = open_service()
    if related:
        _print_related(service, related, json)
        return
    _check_themes(service, filters)
    if input is not None and output is not None:
        _search_file(service, input, output, k, filters, anyway)
        return
    hits = service.search(query, k, filters, anyway)
    if json:
        print_json([_result(service, hit) for hit in hits])
    elif hits:
        _print_table(service, hits, service.understood(query).changes)
    else:
        passing = service.search(query, 1, anyway=anyway)
        typer.echo("No question passes these filters." if passing else NOTHING)


def _check_themes(service: Service, filters: Filters) -> None:
    for theme in sorted(filters.themes):
        if service.pack.theme(theme) is None:
            known = ", ".join(known.id for known in service.pack.themes)
            raise typer.BadParameter(f"there is no theme {theme!r}; the bank has: {known}")


def _search_file(
    service: Service, source: Path, target: Path, k: int, filters: Filters, anyway: bool
) -> None:
    rows = read_rows(source)
    bad = 0
    with written_rows(target) as write:
        starts = range(0, len(rows), BATCH)
        for start in track(starts, "Searching", console=Console(stderr=True)):
            for row in _search_rows(service, rows[start : start + BATCH], k, filters, anyway):
                bad += "error" in row
                write(row)
    report_bad_rows(bad, len(rows))


def _search_rows(
    service: Service, rows: list[Row], k: int, filters: Filters, anyway: bool
) -> list[dict[str, Any]]:
    problems = [row.error or _problem(row.fields) for row in rows]
    good = [row.fields for row, problem in zip(rows, problems, strict=True) if not problem]
    found = iter(service.search_many([fields["query"] for fields in good], k, filters, anyway))
    return [
        {**row.kept("results"), "error": problem}
        if problem
        else {**row.kept("results"), "results": [_result(service, hit) for hit in next(found)]}
        for row, problem in zip(rows, problems, strict=True)
    ]


def _problem(fields: dict[str, Any]) -> str | None:
    query = fields.get("query")
    if isinstance(query, str) and query.strip():
        return None
    return "the row has no text in 'query'; write what to look for"


def _result(service: Service, hit: Hit) -> dict[str, Any]:
    return {"id": hit.id, "seed_id": service.question(hit.id).seed_id, "score": hit.score}


def _print_related(service: Service, question_id: str, as_json: bool) -> None:
    found = service.related(question_id)
    if as_json:
        print_json([_related(one) for one in found])
        return
    table = Table("Why", "Question")
    for one in found:
        table.add_row(one.relation.value, _told(one.question))
    Console().print(table if found else "The bank has no question that is near enough.")


def _related(one: RelatedQuestion) -> dict[str, Any]:
    return {
        "id": one.question.id,
        "seed_id": one.question.seed_id,
        "relation": one.relation.value,
        "nearness": one.nearness,
    }


def _told(question: Question) -> str:
    about = f"{question.theme}, {question.kind.value}, difficulty {question.difficulty} of 5"
    return f"{question.question}\n{question.id}\n{about}"


def _print_table(service: Service, hits: list[Hit], changes: Sequence[Change]) -> None:
    for change in changes:
        typer.echo(f"Read {change.written!r} as {change.read!r}.")
    table = Table("Score", "Question")
    for hit in hits:
        table.add_row(f"{hit.score:.2f}", _told(service.question(hit.id)))
    Console().print(table)


if __name__ == "__main__":
    run(main)
