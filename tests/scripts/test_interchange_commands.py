"""The commands that import and export questions."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import export_questions
import import_questions
import pytest
import typer
import yaml
from typer.testing import CliRunner, Result

from content import (
    FILE_TYPES,
    ConflictError,
    InterchangeError,
    Item,
    PackEditor,
    Question,
    load_pack,
    read_items,
    write_questions,
)
from tests.conftest import ROOT
from tests.content.samples import write_pack

DATA_SCIENTIST = ROOT / "content" / "packs" / "data-scientist"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "pack")


def command(main: Any, *arguments: object) -> Result:
    app = typer.Typer()
    app.command()(main)
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def taken(*arguments: object) -> Result:
    return command(import_questions.main, *arguments)


@pytest.mark.parametrize("file_type", FILE_TYPES)
def test_a_pack_goes_out_and_comes_in_as_it_was(tmp_path: Path, pack: Path, file_type: str) -> None:
    file = tmp_path / f"a{file_type}"
    before = load_pack(pack)
    done = command(export_questions.main, "--pack", pack, "--output", file)
    assert (done.exit_code, done.output) == (0, f"1 questions of Sample written to {file}\n")
    refused = taken(file, "--pack", pack)
    assert refused.exit_code == 1
    assert "is in the pack already" in refused.output
    done = taken(file, "--pack", pack, "--replace")
    assert (done.exit_code, done.exception) == (0, None)
    assert ": replaces: first-question" in done.output
    assert load_pack(pack) == before


def test_only_the_themes_asked_for_are_exported(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    arguments = ["--pack", DATA_SCIENTIST, "--output", file, "--theme"]
    assert command(export_questions.main, *arguments, "product-analytics").exit_code == 0
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# Data Scientist: ")
    assert text.count("**Theme:** ") > 1
    assert text.count("**Theme:** ") == text.count("**Theme:** product-analytics")
    done = command(export_questions.main, *arguments, "nowhere")
    assert done.exit_code == 2
    assert "is no theme of data-scientist" in " ".join(done.output.split())


def sheet(tmp_path: Path, pack: Path) -> Path:
    """A new question, the pack's own again, and a draft with a column that would fool terminals."""
    (own,) = load_pack(pack).questions
    file = tmp_path / "a.csv"
    write_questions(file, [own.model_copy(update={"id": "new", "question": "New?"}), own], "")
    rows = list(csv.reader(StringIO(file.read_text(encoding="utf-8-sig"), newline="")))
    draft = ["Draft?" if name == "question" else "" for name in rows[0]]
    made = StringIO(newline="")
    csv.writer(made).writerows([[*rows[0], "\x1b[31mred"], *rows[1:], [*draft, "x"]])
    file.write_text(made.getvalue(), encoding="utf-8")
    return file


def test_a_report_says_line_by_line_what_was_done(tmp_path: Path, pack: Path) -> None:
    done = taken(sheet(tmp_path, pack), "--pack", pack, "--theme", "basics")
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert lines[0].endswith(": new: new")
    assert any("'first-question' is in the pack already" in line for line in lines)
    assert "  kind: Field required" in lines
    assert "\x1b" not in done.output
    assert lines[-1] == "1 questions taken into Sample, 2 left out"
    assert [question.id for question in load_pack(pack).questions] == ["first-question", "new"]


def test_a_dry_run_writes_nothing(tmp_path: Path, pack: Path) -> None:
    drafts = tmp_path / "later.yaml"
    done = taken(sheet(tmp_path, pack), "--pack", pack, "--dry-run", "--drafts", drafts)
    assert done.output.splitlines()[-1] == "1 questions would be taken into Sample, 2 left out"
    assert len(load_pack(pack).questions) == 1
    assert not drafts.exists()


def test_what_is_left_out_can_be_kept_as_drafts(tmp_path: Path, pack: Path) -> None:
    file, drafts = sheet(tmp_path, pack), tmp_path / "later.yaml"
    taken(file, "--pack", pack, "--drafts", drafts)
    kept = yaml.safe_load(drafts.read_text(encoding="utf-8"))
    assert [draft["fields"]["question"] for draft in kept] == ["What is a model?", "Draft?"]
    again = taken(file, "--pack", pack, "--drafts", drafts)
    assert again.exit_code == 2
    assert "is there already" in " ".join(again.output.replace("│", "").split())
    assert taken(file, "--pack", pack, "--drafts", tmp_path / "a.txt").exit_code == 2


def written(file: Path, like: Question, **changes: object) -> Path:
    fields = like.model_dump(mode="json") | changes
    file.write_text(json.dumps([fields]), encoding="utf-8")
    return file


def test_a_question_without_an_id_replaces_nothing(tmp_path: Path, pack: Path) -> None:
    own = load_pack(pack).questions[0].model_copy(update={"id": "first-question"})
    file = written(tmp_path / "a.json", own, id=None, question="First question?")
    done = taken(file, "--pack", pack, "--replace")
    assert (done.exit_code, done.exception) == (0, None)
    assert load_pack(pack).question("first-question") == own
    assert load_pack(pack).question("first-question-2")


@pytest.mark.parametrize("name", ["first-question", "new"])
def test_what_somebody_saves_during_an_import_is_not_overwritten(
    tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    old = load_pack(pack).questions[0]
    theirs = old.model_copy(update={"id": name, "question": "Theirs?"})
    file = written(tmp_path / "a.json", old, id=name, question="Mine?")

    def meanwhile(path: Path) -> list[Item]:
        PackEditor(pack).save([theirs])
        return read_items(path)

    monkeypatch.setattr(import_questions, "read_items", meanwhile)
    done = taken(file, "--pack", pack, "--replace")
    assert isinstance(done.exception, ConflictError)
    assert load_pack(pack).question(name) == theirs


def test_a_file_that_cannot_be_read_is_an_error_and_changes_nothing(
    tmp_path: Path, pack: Path
) -> None:
    done = taken(tmp_path / "none.csv", "--pack", pack)
    assert isinstance(done.exception, InterchangeError)
    assert len(load_pack(pack).questions) == 1
