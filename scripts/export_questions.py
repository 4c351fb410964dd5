"""Write a pack's questions to a file of another program: a spreadsheet, JSON, Markdown or Anki."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from _console import run
from content import Pack, load_pack, write_questions


def main(
    pack: Annotated[Path, typer.Option(help="Folder of the question pack.")],
    output: Annotated[
        Path, typer.Option(help="File to write: .apkg, .csv, .json, .md, .txt (Anki) or .xlsx.")
    ],
    theme: Annotated[
        list[str] | None, typer.Option(help="Only this theme, by its id; may be repeated.")
    ] = None,
) -> None:
    """Export questions; import_questions.py reads the same file again without loss."""
    source = load_pack(pack)
    _refuse_unknown(source, theme or [])
    questions = [q for q in source.questions if not theme or q.theme in theme]
    titles = [found.title for name in theme or () if (found := source.theme(name))]
    write_questions(output, questions, ": ".join([source.title, ", ".join(titles)]).rstrip(": "))
    typer.echo(f"{len(questions)} questions of {source.title} written to {output}")


def _refuse_unknown(pack: Pack, themes: list[str]) -> None:
    for theme in themes:
        if pack.theme(theme) is None:
            known = ", ".join(known.id for known in pack.themes)
            raise typer.BadParameter(f"{theme!r} is no theme of {pack.id}; use one of {known}")


if __name__ == "__main__":
    run(main)
