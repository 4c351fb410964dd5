"""Files that are broken, absurd or made to harm: refused with a reason, soon."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from content import FILE_TYPES, InterchangeError, Question, read_items, write_questions
from tests.content.samples import question_fields

SECONDS = 8.0
BOMB_BYTES = 200_000_000
QUESTION = Question.model_validate(question_fields())


@pytest.fixture
def refused(tmp_path: Path) -> Callable[[str, bytes], str]:
    """A function that says why a file with such a name and content is refused."""

    def why(name: str, content: bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content)
        start = time.monotonic()
        with pytest.raises(InterchangeError) as caught:
            read_items(path)
        assert time.monotonic() - start < SECONDS
        assert str(caught.value).startswith(f"{path}: ")
        return str(caught.value)

    return why


Refused = Callable[[str, bytes], str]


def _written(tmp_path: Path, file_type: str) -> bytes:
    path = tmp_path / f"good{file_type}"
    write_questions(path, [QUESTION], "Title")
    return path.read_bytes()


def _zip(method: int = zipfile.ZIP_DEFLATED, /, **files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as zipped:
        for name, content in files.items():
            zipped.writestr(name.replace("__", "."), content)
    return file.getvalue()


@pytest.mark.parametrize("file_type", FILE_TYPES)
def test_a_file_of_50_megabytes_is_refused(refused: Refused, file_type: str) -> None:
    assert "holds more than 10,000,000 bytes" in refused(f"a{file_type}", b"a" * 50_000_000)


@pytest.mark.parametrize("file_type", FILE_TYPES)
@pytest.mark.parametrize("share", [0, 0.3, 0.7, 0.95])
def test_a_truncated_file_never_crashes(tmp_path: Path, file_type: str, share: float) -> None:
    whole = _written(tmp_path, file_type)
    path = tmp_path / f"cut{file_type}"
    path.write_bytes(whole[: int(len(whole) * share)])
    try:
        read_items(path)
    except InterchangeError as error:
        assert str(path) in str(error)
    else:
        assert file_type in {".csv", ".md", ".txt"}


@pytest.mark.parametrize("file_type", [".xlsx", ".apkg"])
def test_a_truncated_archive_is_refused(tmp_path: Path, refused: Refused, file_type: str) -> None:
    whole = _written(tmp_path, file_type)
    assert "is cut off or damaged" in refused(f"a{file_type}", whole[: len(whole) // 2])


@pytest.mark.parametrize("name", ["a.xlsx", "a.apkg"])
def test_a_zip_bomb_is_not_unpacked(refused: Refused, name: str) -> None:
    bomb = _zip(collection__anki2=b"\0" * BOMB_BYTES)
    assert "unpacks to 200,000,000 bytes" in refused(name, bomb)


@pytest.mark.parametrize("name", ["a.xlsx", "a.apkg"])
@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_bomb_that_lies_about_its_size_is_not_unpacked(
    refused: Refused, name: str, method: int
) -> None:
    bomb = _zip(method, collection__anki2=b"\0" * 20_000_000)
    size, lie = ((number).to_bytes(4, "little") for number in (20_000_000, 1000))
    tracemalloc.start()
    assert "packed in an unusual way" in refused(name, bomb.replace(size, lie))
    assert tracemalloc.get_traced_memory()[1] < 15_000_000  # the bound of a file, and a little
    tracemalloc.stop()


@pytest.mark.parametrize("name", ["a.xlsx", "a.apkg"])
def test_an_archive_of_something_else_is_refused(refused: Refused, name: str) -> None:
    refused(name, _zip(readme=b"hello"))


def test_entities_that_grow_are_not_unfolded(tmp_path: Path, refused: Refused) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{entities}]>'.encode()
    files = {}
    with zipfile.ZipFile(io.BytesIO(_written(tmp_path, ".xlsx"))) as zipped:
        for name in zipped.namelist():
            content = zipped.read(name)
            if name.endswith("sheet1.xml"):
                content = bomb + content.replace(b"question", b"&a11;", 1)
            files[name] = content
    assert "no workbook" in refused("a.xlsx", _zip(**files))


def test_rows_and_columns_that_are_not_there_cost_nothing(refused: Refused, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    book.active["A1"] = "question"
    book.active["A900000"] = "far down"
    book.save(tmp_path / "far.xlsx")
    assert "100,000 rows" in refused("a.xlsx", (tmp_path / "far.xlsx").read_bytes())
    book.active.delete_rows(2, 900_000)
    book.active["XFD1"] = "far right"
    book.save(tmp_path / "wide.xlsx")
    assert "500 columns" in refused("a.xlsx", (tmp_path / "wide.xlsx").read_bytes())


SST = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
SHARED = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def test_a_text_that_is_kept_once_and_shown_everywhere_is_bounded(
    tmp_path: Path, refused: Refused
) -> None:
    strings = "".join(f"<si><t>{text}</t></si>" for text in ("question", "answer", "x" * 32_000))
    cells = [(0, 1), *[(2, 2)] * 1000]
    rows = "".join(
        f'<row r="{n}"><c t="s"><v>{one}</v></c><c t="s"><v>{other}</v></c></row>'
        for n, (one, other) in enumerate(cells, 1)
    )
    part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHARED}"/></Types>'
    files = {"xl/sharedStrings.xml": f"{SST}{strings}</sst>".encode()}
    with zipfile.ZipFile(io.BytesIO(_written(tmp_path, ".xlsx"))) as zipped:
        for name in zipped.namelist():
            files[name] = zipped.read(name).replace(b"</Types>", part.encode())
            if name.endswith("sheet1.xml"):
                data = f"<sheetData>{rows}</sheetData>".encode()
                files[name] = re.sub(rb"<sheetData.*</sheetData>", data, files[name], flags=re.S)
    assert "more than 30,000,000 characters" in refused("a.xlsx", _zip(**files))


def test_csv_with_nul_is_refused(refused: Refused) -> None:
    assert "NUL" in refused("a.csv", b"question,answer\na\0b,c\n")


def test_text_that_is_not_utf_8_is_refused_by_its_line(refused: Refused) -> None:
    told = refused("a.csv", "question,answer\nvoilà,x\n".encode("cp1252"))
    assert "line 2 is not UTF-8 (perhaps Windows-1252); save it as UTF-8" in told
    assert "is UTF-16" in refused("a.csv", "question,answer\n".encode("utf-16"))


@pytest.mark.parametrize("name", ["a.csv", "a.txt"])
def test_a_quote_that_is_never_closed_is_refused(refused: Refused, name: str) -> None:
    told = refused(name, b'question,answer\n"a,b\nc,d\n'.replace(b",", b"\t"))
    assert "line 3" in told
    assert "double quotes" in told


def test_a_sheet_without_a_header_is_refused(tmp_path: Path, refused: Refused) -> None:
    assert "must name the columns" in refused("a.csv", b"What is x?,It is y.\n")
    book = openpyxl.Workbook()
    assert book.active
    book.active.append(["What is x?", "It is y."])
    book.save(tmp_path / "book.xlsx")
    assert "must name the columns" in refused("a.xlsx", (tmp_path / "book.xlsx").read_bytes())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"{", "is not JSON"),
        (b"[" * 5_000_000, "is not JSON"),
        (b"9" * 100_000, "is not JSON"),
        (b"3", "or a list"),
        (b"[3]", "question 1 is no object"),
        (b'{"questions": []}', "format_version None"),
        (b'{"format_version": 2, "questions": []}', "format_version 2"),
        (b'[{"id": "a", "id": "b"}]', "'id' is written twice"),
        (b"[]", "holds no questions"),
        (json.dumps([{}] * 10_001).encode(), "more than 10,000 questions"),
    ],
)
def test_json_of_another_form_is_refused(refused: Refused, content: bytes, told: str) -> None:
    assert told in refused("a.json", content)


def test_markdown_without_questions_is_refused(refused: Refused) -> None:
    assert "holds no question; begin each" in refused("a.md", b"# Title\n\nText.\n")


@pytest.mark.parametrize("separator", [b",", b";", b"\t", b" ,", b"a,"])
def test_a_line_of_separators_is_refused_soon(refused: Refused, separator: bytes) -> None:
    line = separator * (3_000_000 // len(separator))
    assert "more than 500 columns" in refused("a.csv", b"question" + line)
    assert "more than 100 fields" in refused("a.txt", b"#separator:%b\nq" % separator[-1:] + line)
    told = refused("a.txt", b"#separator:%b\n#columns:" % separator[-1:] + line + b"\nonly one")
    assert "one field only" in told


def test_a_note_of_a_million_fields_is_refused_soon(tmp_path: Path, refused: Refused) -> None:
    database = _database(
        tmp_path,
        "CREATE TABLE col (models)",
        "INSERT INTO col VALUES ('{}')",
        "CREATE TABLE notes (id, mid, flds, tags)",
        "INSERT INTO notes VALUES (1, 1, replace(hex(zeroblob(1000000)), '0', char(31)), '')",
    )
    assert "more than 100 fields" in refused("a.apkg", _zip(collection__anki2=database))


def test_what_all_notes_hold_is_bounded(tmp_path: Path, refused: Refused) -> None:
    database = _database(
        tmp_path,
        "CREATE TABLE col (models)",
        "INSERT INTO col VALUES ('{}')",
        "CREATE TABLE notes (id, mid, flds, tags)",
        "INSERT INTO notes VALUES (1, 1, zeroblob(9000000), '')",  # four characters a byte
    )
    assert "more than 30,000,000 characters" in refused("a.apkg", _zip(collection__anki2=database))


def _database(tmp_path: Path, *statements: str) -> bytes:
    path = tmp_path / "made.db"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path.read_bytes()


ENDLESS = (
    "CREATE VIEW notes AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT i AS id, 'x' AS mid, 'y' AS flds, '' AS tags FROM n"
)


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE x (y)"],
        ["CREATE TABLE col (models)", "CREATE TABLE notes (id, mid, flds, tags)"],
        [
            "CREATE TABLE col (models)",
            "INSERT INTO col VALUES ('[]')",
            "CREATE TABLE notes (id, mid, flds, tags)",
        ],
        ["CREATE TABLE col (models)", "INSERT INTO col VALUES ('{}')", ENDLESS],
        [
            "CREATE TABLE col (models)",
            "INSERT INTO col VALUES ('{}')",
            "CREATE VIRTUAL TABLE notes USING fts5 (id, mid, flds, tags)",
            "INSERT INTO notes VALUES (1, 1, 'q' || char(31) || 'a', '')",
        ],
    ],
)
def test_a_database_of_something_else_is_refused(
    tmp_path: Path, refused: Refused, statements: list[str]
) -> None:
    package = _zip(collection__anki2=_database(tmp_path, *statements))
    assert "its database is not Anki's" in refused("a.apkg", package)


def test_a_corrupt_database_is_refused(tmp_path: Path, refused: Refused) -> None:
    with zipfile.ZipFile(io.BytesIO(_written(tmp_path, ".apkg"))) as zipped:
        whole = zipped.read("collection.anki2")
    for spoiled in (b"no database", whole[:5000], whole[:100] + b"\xff" * 4000 + whole[4100:]):
        assert "its database is" in refused("a.apkg", _zip(collection__anki2=spoiled))


def test_the_newest_form_of_a_package_says_how_to_export_the_older(
    tmp_path: Path, refused: Refused
) -> None:
    told = refused("a.apkg", _zip(collection__anki21b=b"x", collection__anki2=b"y"))
    assert "export it again with 'Support older Anki versions' ticked" in told
    stub = _database(
        tmp_path,
        "CREATE TABLE col (models)",
        "INSERT INTO col VALUES ('{}')",
        "CREATE TABLE notes (id, mid, flds, tags)",
        "INSERT INTO notes VALUES (1, 1, 'Please update to the latest Anki version, then import "
        "the .colpkg/.apkg file again.' || char(31), '')",
    )
    assert "Support older" in refused("a.apkg", _zip(collection__anki2=stub))


@pytest.mark.parametrize("piece", ["<", "<a ", "<a b='>", "<!--", "<![>", "<script>", "&", "</"])
def test_html_that_never_ends_is_read_soon(tmp_path: Path, piece: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"#html:true\nq{piece * (120_000 // len(piece))}\tx\n", encoding="utf-8")
    start = time.monotonic()
    assert len(read_items(path)) == 1
    assert time.monotonic() - start < SECONDS


@pytest.mark.parametrize("number", ["9" * 5000, "\N{ARABIC-INDIC DIGIT THREE}", "0", "-1", "x"])
def test_a_column_that_cannot_be_is_refused(refused: Refused, number: str) -> None:
    told = refused("a.txt", f"#tags column:{number}\nq\ta\n".encode())
    assert "#tags column:" in told
    assert "write a number such as 3" in told


@pytest.mark.parametrize("field", ["&#{}; q\tx", "q\t<p title='&#{}'>x</p>"])
def test_a_character_of_a_number_without_end_is_refused(refused: Refused, field: str) -> None:
    told = refused("a.txt", f"#html:true\n{field.format('9' * 5000)}\n".encode())
    assert "a number that is too long; remove the &#" in told


def test_a_missing_file_and_an_unknown_ending_say_so(tmp_path: Path, refused: Refused) -> None:
    with pytest.raises(InterchangeError, match="cannot be read: No such file"):
        read_items(tmp_path / "none.csv")
    assert "its name must end in .apkg, .csv, .json, .md, .txt, .xlsx" in refused("a.pdf", b"x")


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(InterchangeError, match="cannot be written: No such file"):
        write_questions(tmp_path / "none" / "a.csv", [QUESTION], "Title")
    with pytest.raises(InterchangeError, match="no questions to write"):
        write_questions(tmp_path / "a.csv", [], "Title")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(InterchangeError, match="cannot be written"):
        write_questions(tmp_path / "folder.csv", [QUESTION], "Title")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.csv"]
