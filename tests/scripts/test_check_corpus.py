"""The graded corpus passes its own check, and the check sees what is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.model


def check(*files: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "check_corpus.py"), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_shipped_corpus_has_no_problem_and_the_size_that_its_readme_says() -> None:
    done = check()
    assert done.returncode == 0, done.stdout
    *_, last = done.stdout.splitlines()
    assert last.endswith("0 problems")
    questions, answers, labels = (int(part.split()[0]) for part in last.split(", ")[:3])
    assert questions >= 1000
    assert answers >= 10_000
    assert labels >= 50_000


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("grade", 3, "grade 3, but the labels suggest"),
        ("evidence", {}, "evidence is for []"),
        ("labels", {"c1": "missing"}, "labels are for ['c1']"),
    ],
)
def test_a_broken_answer_is_named(
    tmp_path: Path, field: str, value: object, complaint: str
) -> None:
    lines = (ROOT / "corpus" / "data.jsonl").read_text(encoding="utf-8").splitlines()
    question = json.loads(lines[0])
    assert question["answers"][0]["kind"] == "expert"
    question["answers"][0][field] = value
    path = tmp_path / "data.jsonl"
    path.write_text(json.dumps(question) + "\n", encoding="utf-8")
    done = check(path)
    assert done.returncode == 1
    assert complaint in done.stdout
    assert f"data.jsonl:1 {question['id']}: answer 1 (expert)" in done.stdout


def test_a_question_in_two_splits_is_named(tmp_path: Path) -> None:
    lines = (ROOT / "corpus" / "data.jsonl").read_text(encoding="utf-8").splitlines()
    question = json.loads(lines[0])
    twin = {**question, "id": "data-twin", "question": f"Well: {question['question']}"}
    rows = [{**question, "split": "train"}, {**twin, "split": "test"}]
    path = tmp_path / "data.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = check(path)
    assert done.returncode == 1
    assert f"{question['id']} (train) asks what data-twin (test) asks" in done.stdout
