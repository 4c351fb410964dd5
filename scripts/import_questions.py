"""Take questions from a file of another program: a spreadsheet, JSON, Markdown or Anki."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path
from typing import Annotated

import typer

from _console import run
from content import (
    Checked,
    PackEditor,
    TakenItem,
    check_items,
    fit_pack,
    load_pack,
    question_digest,
    read_items,
    write_drafts,
)


def main(
    file: Annotated[
        Path, typer.Argument(help="File to read: .apkg, .csv, .json, .md, .txt (Anki) or .xlsx.")
    ],
    pack: Annotated[Path, typer.Option(help="Folder of the question pack that takes them.")],
    theme: Annotated[
        str | None, typer.Option(help="Theme, by its id, of the questions that name none.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done; write nothing.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace questions of the pack that have the same id.")
    ] = False,
    drafts: Annotated[
        Path | None, typer.Option(help="Keep what is left out in this new YAML file.")
    ] = None,
) -> None:
    """Add questions to a pack; say what was taken, and what was left out and why.

    Exit status 1 if anything was left out.
    """
    _refuse_unfit(drafts)
    target = load_pack(pack)
    known = {question.id: question_digest(question) for question in target.questions}
    checked = fit_pack(check_items(read_items(file), theme, known), target, replace=replace)
    if not dry_run:
        _write(checked, pack, known, drafts)
    _print(checked, known)
    done = "would be taken" if dry_run else "taken"
    typer.echo(
        f"{len(checked.taken)} questions {done} into {target.title}, {len(checked.left)} left out"
    )
    raise SystemExit(bool(checked.left))


def _refuse_unfit(drafts: Path | None) -> None:
    if drafts and drafts.suffix not in {".yaml", ".yml"}:
        raise typer.BadParameter(f"{drafts}: drafts are YAML; give a name that ends in .yaml")
    if drafts and drafts.exists():
        raise typer.BadParameter(f"{drafts}: is there already; give another name or remove it")


def _write(checked: Checked, pack: Path, known: Mapping[str, str], drafts: Path | None) -> None:
    """Drafts first: a pack that cannot take the questions leaves them, and nothing is lost.

    `known` has the digests of the pack's questions as they were when the items were checked.
    """
    if drafts and checked.left:
        write_drafts(drafts, checked.left)
    if checked.questions:
        base = {question.id: known.get(question.id) for question in checked.questions}
        PackEditor(pack).save(checked.questions, base)


def _print(checked: Checked, known: Container[str]) -> None:
    for one in checked.results:
        if isinstance(one, TakenItem):
            done = "replaces" if one.question.id in known else "new"
            typer.echo(f"{one.item.place}: {done}: {one.question.id}")
            continue
        typer.echo(f"{one.item.place}: left out")
        for field, message in one.problems:
            typer.echo(f"  {_printable(field)}: {_printable(message)}")


def _printable(text: str) -> str:
    """The text without anything that a terminal would obey: a file names its fields as it likes."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


if __name__ == "__main__":
    run(main)
