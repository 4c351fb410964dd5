"""What every command shares: finding the packages, reporting errors, reading and writing rows.

Importing this module puts the project's root on the path, so that `python scripts/NAME.py` works
from anywhere without an installation.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import typer

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

EXIT_BAD_ROWS = 3
"""Exit status when a file was processed but some of its rows were bad."""


def run(command: Callable[..., None]) -> None:
    """Run one command; an error that Viva raises on purpose is one clear line and exit status 1."""
    from content import VivaError

    _take_any_text()
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command()(command)
    try:
        app()
    except VivaError as error:
        typer.echo(f"Error: {error}", err=True)
        raise SystemExit(1) from None


def _take_any_text() -> None:
    """Let no byte that is not UTF-8 stop a command, neither typed nor in its own words."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


@dataclass(frozen=True)
class Row:
    """A line of a .jsonl file: its fields, or why it has none."""

    fields: dict[str, Any]
    error: str | None = None

    def kept(self, *made: str) -> dict[str, Any]:
        """The fields, without those that an earlier run of the command made, its error included."""
        return {name: self.fields[name] for name in self.fields if name not in {*made, "error"}}


def read_rows(path: Path) -> list[Row]:
    """The rows of a .jsonl file; blank lines are left out, a bad line is a row with an error."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # a text may hold U+2028
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{path}: cannot be read as UTF-8 text ({error})") from None
    return [_row(number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _row(number: int, line: str) -> Row:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Row({}, f"line {number} is not JSON: {error}")
    if not isinstance(fields, dict):
        return Row({}, f'line {number} is not a JSON object; write {{"field": ...}}')
    return Row(fields)


@contextmanager
def written_rows(path: Path) -> Iterator[Callable[[dict[str, Any]], None]]:
    """A function that writes one row; the file appears whole at the end or not at all."""
    draft = path.with_name(f".{path.name}.part")
    try:
        # What UTF-8 cannot hold, a lone surrogate, is written as JSON's own escape of it.
        with draft.open("w", encoding="utf-8", errors="backslashreplace") as file:
            yield lambda row: _write(file, row)
        draft.replace(path)
    except OSError as error:
        raise typer.BadParameter(f"{path}: cannot be written ({error.strerror})") from None
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _write(file: TextIO, row: dict[str, Any]) -> None:
    file.write(json.dumps(row, ensure_ascii=False) + "\n")


def print_json(value: Any) -> None:
    """Print a value as JSON, for programs."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def report_bad_rows(bad: int, total: int) -> None:
    """Say how many rows were bad, if any, and exit with EXIT_BAD_ROWS."""
    if bad:
        typer.echo(f"{bad} of {total} rows were bad; see their field 'error'.", err=True)
        raise SystemExit(EXIT_BAD_ROWS)
