"""Spreadsheets as people make them: CSV and XLSX."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from content import Item, Question, check_items, read_items, write_questions
from tests.content.samples import question_fields


@pytest.fixture
def question() -> Question:
    return Question.model_validate(question_fields())


def _csv(tmp_path: Path, content: str, encoding: str = "utf-8") -> list[Item]:
    path = tmp_path / "a.csv"
    path.write_bytes(content.encode(encoding))
    return read_items(path)


def _xlsx(tmp_path: Path, *rows: list[Any]) -> list[Item]:
    book = openpyxl.Workbook()
    assert book.active
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    return read_items(tmp_path / "a.xlsx")


WANTED: dict[str, object] = {"question": "What?", "reference": "That; so.", "tags": ["a", "b"]}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_csv_is_read_however_it_was_saved(
    tmp_path: Path, separator: str, encoding: str, line_end: str
) -> None:
    rows = [["Tags", "BACK", " Question "], [], ['"a, b"', '"That; so."', "What?"], ["", "", ""]]
    content = line_end.join(separator.join(row) for row in rows)
    assert _csv(tmp_path, content, encoding) == [Item("row 3", WANTED)]


def test_the_line_by_which_excel_tells_the_separator_is_obeyed(tmp_path: Path) -> None:
    (item,) = _csv(tmp_path, "sep=;\nquestion;answer\na,b;c,d\n")
    assert item.fields == {"question": "a,b", "reference": "c,d"}


def test_an_xlsx_is_read_by_its_values(tmp_path: Path) -> None:
    items = _xlsx(
        tmp_path,
        [],
        ["difficulty", "question", "concept_1_core", "concept_1_weight", "when", "reference"],
        [2.0, "What?", True, 3, date(2024, 5, 6), 42],
        [None] * 5,
        ["3", "=1+1", "no", "heavy", None, "_x0041_ _x005F_x0041_"],
    )
    assert items == [
        Item(
            "row 3",
            {
                "difficulty": 2,
                "question": "What?",
                "key_concepts": [{"core": True, "weight": 3}],
                "when": "2024-05-06T00:00:00",
                "reference": "42",
            },
        ),
        Item(
            "row 5",  # a formula has a value only after a spreadsheet program has computed it
            {
                "difficulty": 3,
                "key_concepts": [{"core": False, "weight": "heavy"}],
                "reference": "A _x0041_",
            },
        ),
    ]


def test_the_sheet_that_has_questions_is_found(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    book.active.append(["About this file"])
    book.create_sheet("Cards").append(["front", "back"])
    book["Cards"].append(["What?", "That."])
    book.save(tmp_path / "a.xlsx")
    (item,) = read_items(tmp_path / "a.xlsx")
    assert item.fields == {"question": "What?", "reference": "That."}


def test_numbered_columns_become_records_whatever_their_order_and_gaps(tmp_path: Path) -> None:
    (item,) = _csv(
        tmp_path,
        "concept_3_claim,question,concept_1_label,misconception_1_claim,concept_1_claim\n"
        "c,q,a,m,b\n",
    )
    assert item.fields == {
        "question": "q",
        "key_concepts": [{"label": "a", "claim": "b"}, {"claim": "c"}],
        "misconceptions": [{"claim": "m"}],
    }


def test_nothing_that_a_row_says_is_dropped(tmp_path: Path) -> None:
    (item,) = _csv(tmp_path, "question,front,notes,,answer\na,b,c,d,e,f\n")
    assert item.fields == {
        "question": "a",
        "front": "b",
        "notes": "c",
        "column_4": "d",
        "reference": "e",
        "column_6": "f",
    }
    (left,) = check_items([item], None).left
    told = dict(left.problems)
    assert told["notes"] == "Extra inputs are not permitted (found 'c')"
    assert told["reference"].startswith("reference has 1 words")
    assert told["kind"] == "Field required"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "＝1", "'=1", "''=1"])
def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path, question: Question, text: str) -> None:
    path = tmp_path / "a.csv"
    made = question.model_copy(update={"question": text})
    write_questions(path, [made], "")
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    assert f"'{text}" in rows[1]
    assert not any(cell.startswith(tuple("=+-@＝")) for row in rows for cell in row)
    assert check_items(read_items(path), None).questions == (made,)


def test_an_apostrophe_of_ones_own_stays(tmp_path: Path) -> None:
    (item,) = _csv(tmp_path, "question,answer\n'twas,'=x\n")
    assert item.fields == {"question": "'twas", "reference": "=x"}


def test_no_cell_of_an_xlsx_is_a_formula(tmp_path: Path, question: Question) -> None:
    path = tmp_path / "a.xlsx"
    write_questions(path, [question.model_copy(update={"question": "=1+1"})], "")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n", "b"}
    (cell,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1")
    assert cell.quotePrefix


def test_one_row_a_question_and_one_column_a_field(tmp_path: Path, question: Question) -> None:
    path = tmp_path / "a.csv"
    write_questions(path, [question], "")
    (row,) = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    assert row["id"] == "first-question"
    assert row["seed_id"] == ""
    assert row["also_asked"] == "Define a model.\nWhat do you call a model?"
    assert row["tags"] == "models"
    assert row["concept_1_core"] == "True"
    assert row["concept_3_claim"] == "A model has c."
    assert row["misconception_1_contradicts"] == "a"
