"""Make a themed question set: one theme, or a file of them."""

from __future__ import annotations

from collections.abc import Iterable
from json import loads
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rich.console import Console
from rich.progress import track

from _console import Row, print_json, read_rows, report_bad_rows, run, written_rows
from content import Kind, VivaError
from interview import Audience, QuestionSet, SetRequest, to_json, to_markdown
from service import Service, open_service


class _RowLimits(BaseModel):
    """The limits that a row may have; its other fields are kept and not read."""

    model_config = ConfigDict(extra="ignore", strict=True)

    theme: str
    count: int | None = None
    minutes: int | None = None
    difficulty: list[int] | int | None = None
    mix: dict[Annotated[int, Field(strict=False)], int] = Field(default_factory=dict)
    kinds: list[Annotated[Kind, Field(strict=False)]] = Field(default_factory=list)
    seed: int = 0
    pinned: list[str] = Field(default_factory=list)
    excluded: list[str] = Field(default_factory=list)

    def request(self) -> SetRequest:
        levels = [self.difficulty] if isinstance(self.difficulty, int) else self.difficulty or []
        return SetRequest(
            theme=self.theme,
            count=self.count,
            minutes=self.minutes,
            difficulties=frozenset(levels),
            kinds=frozenset(kind.value for kind in self.kinds),
            mix=tuple(sorted(self.mix.items())),
            seed=self.seed,
            pinned=tuple(self.pinned),
            excluded=frozenset(self.excluded),
        )


def main(
    theme: Annotated[
        str, typer.Argument(help="What the interview is about, in your own words.")
    ] = "",
    count: Annotated[int | None, typer.Option(min=1, help="How many questions.")] = None,
    minutes: Annotated[int | None, typer.Option(min=1, help="Time to fill at most.")] = None,
    difficulty: Annotated[
        list[int] | None, typer.Option(min=1, max=5, help="Only this difficulty; may be repeated.")
    ] = None,
    mix: Annotated[str, typer.Option(help="How many of each difficulty, such as 2:3,4:1.")] = "",
    kinds: Annotated[
        list[Kind] | None, typer.Option(help="Only this kind; may be repeated.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Another seed gives another choice.")] = 0,
    audience: Annotated[str, typer.Option(help="interviewer or candidate.")] = "interviewer",
    input: Annotated[Path | None, typer.Option(help="A .jsonl file; each row has 'theme'.")] = None,
    output: Annotated[
        Path | None, typer.Option(help="Where to write rows with 'questions'.")
    ] = None,
    json: Annotated[bool, typer.Option(help="Print the set as JSON.")] = False,
) -> None:
    """Make a themed question set.

    With --input and --output every row, which may have its own count, minutes, difficulty, mix,
    kinds, seed, pinned and excluded, gets 'questions': [{id, seed_id}] and 'notes'.
    """
    if (input is None) != (output is None) or bool(theme) == (input is not None):
        raise typer.BadParameter("give either a THEME, or both --input and --output")
    service = open_service()
    if input is not None and output is not None:
        _make_file(service, input, output)
        return
    request = SetRequest(
        theme=theme,
        count=count,
        minutes=minutes,
        difficulties=frozenset(difficulty or ()),
        kinds=frozenset(kind.value for kind in kinds or ()),
        mix=_mix(mix),
        seed=seed,
    )
    _print_set(service, service.question_set(request), _audience(audience), json)


def _mix(text: str) -> tuple[tuple[int, int], ...]:
    try:
        pairs = (pair.split(":") for pair in text.split(",") if pair.strip())
        return tuple((int(level), int(count)) for level, count in pairs)
    except ValueError:
        raise typer.BadParameter(
            f"--mix {text!r}: write difficulty:count, such as 2:3,4:1"
        ) from None


def _audience(text: str) -> Audience:
    if text == "candidate":
        return "candidate"
    if text == "interviewer":
        return "interviewer"
    raise typer.BadParameter(f"--audience {text!r}: give interviewer or candidate")


def _print_set(service: Service, made: QuestionSet, audience: Audience, as_json: bool) -> None:
    if as_json:
        print_json(loads(to_json(made, service.pack, audience)))
        return
    typer.echo(to_markdown(made, service.pack, audience), nl=False)
    for note in made.notes:
        typer.echo(f"Note: {note}", err=True)


def _make_file(service: Service, source: Path, target: Path) -> None:
    rows = read_rows(source)
    bad = 0
    with written_rows(target) as write:
        for row in _tracked(rows):
            made = _make_row(service, row)
            bad += "error" in made
            write(made)
    report_bad_rows(bad, len(rows))


def _tracked(rows: list[Row]) -> Iterable[Row]:
    return track(rows, "Making question sets", console=Console(stderr=True))


def _make_row(service: Service, row: Row) -> dict[str, Any]:
    if row.error:
        return {"error": row.error}
    kept = row.kept("questions", "notes")
    try:
        made = service.question_set(_RowLimits.model_validate(row.fields).request())
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        return {**kept, "error": "; ".join(problems)}
    except (VivaError, ValueError) as error:
        return {**kept, "error": str(error)}
    questions = [{"id": i.question.id, "seed_id": i.question.seed_id} for i in made.items]
    return {**kept, "questions": questions, "notes": list(made.notes)}


if __name__ == "__main__":
    run(main)
