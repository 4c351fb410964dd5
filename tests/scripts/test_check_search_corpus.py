"""The check of search queries sees what is wrong, and where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer

from _search_corpus import STYLES, read_off_domain, read_queries, split_of
from check_search_corpus import main

ID = "bias-variance-tradeoff"
GOOD = {"query": "simple model or flexible one", "relevant": [ID], "style": "natural"}
OFF = {"query": "best pizza in Naples", "about": "food", "split": "dev"}


def row(**fields: Any) -> dict[str, Any]:
    made = {**GOOD, "pack": "ml-engineer", **fields}
    return {"split": split_of(made["relevant"][0]), **made}


def written(path: Path, *rows: Any) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return path


def check(
    folder: Path, capsys: pytest.CaptureFixture[str], *rows: Any, off: Any = OFF, least: int = 0
) -> tuple[int, str]:
    with pytest.raises(SystemExit) as exit_:
        main(written(folder / "queries.jsonl", *rows), written(folder / "off.jsonl", off), least)
    return int(exit_.value.code or 0), capsys.readouterr().out


def test_good_queries_pass_and_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = check(tmp_path, capsys, row(), row(query="gears too loose", style="oblique"))
    assert status == 0
    assert said.splitlines()[-1] == "2 queries, 1 off-domain, 0 problems"
    assert "off-domain: 1 dev, 0 test" in said


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        (row(relevant=["nope"]), "the pack ml-engineer has no question nope"),
        (row(relevant=[ID, ID]), "an id stands twice"),
        (row(pack="cooks"), "there is no pack 'cooks'"),
        (row(split="dev" if split_of(ID) == "test" else "test"), f"the split of {ID} is not"),
        (row(style="rude"), "queries.jsonl, row 1: style: Input should be 'keyword'"),
        (row(query=" "), "queries.jsonl, row 1: query: "),
        (row(relevant=[ID]) | {"relevant": []}, "queries.jsonl, row 1: relevant: "),
        (row(mine=1), "queries.jsonl, row 1: mine: "),
        ("text", "queries.jsonl, row 1: line 1 is not a JSON object"),
        (row(query="the best pizzas, Naples"), "the same words: "),
    ],
)
def test_a_wrong_query_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: Any, complaint: str
) -> None:
    status, said = check(tmp_path, capsys, wrong)
    assert status == 1
    assert complaint in said


def test_a_query_in_other_order_and_endings_is_a_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = check(tmp_path, capsys, row(), row(query="Flexible models, or simple one?"))
    assert status == 1
    assert said.count("the same words") == 1


def test_the_words_of_a_question_are_no_query(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], pack: Any
) -> None:
    question = pack.question(ID)
    rows = [row(query=text.lower()) for text in (question.question, question.also_asked[0])]
    status, said = check(tmp_path, capsys, *rows)
    assert status == 1
    assert said.count(f"these are the words of the question {ID} itself") == len(rows)


def test_a_rare_style_is_named_by_split(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = check(tmp_path, capsys, row(), least=1)
    assert status == 1
    assert said.count("queries are") == 2 * len(STYLES) - 1
    assert "0 queries are keyword and dev, not 1" in said


def test_readers_name_every_bad_line(tmp_path: Path) -> None:
    path = written(tmp_path / "q.jsonl", row(), row(style="rude"), {**row(), "split": "train"})
    with pytest.raises(typer.BadParameter, match=r"(?s)row 2: style.*row 3: split"):
        read_queries(path)
    with pytest.raises(typer.BadParameter, match="row 1: about: Field required"):
        read_off_domain(written(path, {"query": "x", "split": "dev"}))
    assert read_queries(written(path, row()))[0].relevant == [ID]
