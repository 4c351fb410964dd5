"""The commands as a user runs them: in a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from content import Pack
from tests.conftest import ROOT

pytestmark = pytest.mark.model

SCRIPTS = sorted(p.name for p in (ROOT / "scripts").glob("*.py") if not p.name.startswith("_"))
COLD_SECONDS = 2.5
EXIT_BAD_ROWS = 3
QUESTION = "bias-variance-tradeoff"
ANSWER = "High bias underfits, and high variance overfits the training data."


def command(name: str, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / name), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        **options,
    )


def written(path: Path, rows: list[Any]) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_command_explains_itself_and_stands_in_the_readme(name: str) -> None:
    done = command(name, "--help")
    assert done.returncode == 0, done.stderr
    assert "Usage" in done.stdout
    assert name in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_score_from_a_cold_start_is_quick_and_needs_no_torch(tmp_path: Path) -> None:
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        done = command("evaluate.py", QUESTION, ANSWER, cwd=tmp_path)
        seconds.append(time.perf_counter() - start)
        assert "/ 100" in done.stdout, done.stderr
    assert min(seconds) < COLD_SECONDS
    code = (
        "import runpy, sys; sys.argv = sys.argv[1:]\n"
        "try: runpy.run_path(sys.argv[0], run_name='__main__')\n"
        "except SystemExit: pass\n"
        "sys.exit('torch' in sys.modules)"
    )
    script = ROOT / "scripts" / "evaluate.py"
    arguments = [sys.executable, "-c", code, str(script), QUESTION, ANSWER]
    environment = {"PYTHONPATH": str(script.parent), "PATH": "/usr/bin:/bin"}
    done_without = subprocess.run(arguments, env=environment, capture_output=True, check=False)
    assert done_without.returncode == 0
    assert b"/ 100" in done_without.stdout


def test_an_answer_may_come_from_standard_input_and_go_out_as_json(pack: Pack) -> None:
    done = command("evaluate.py", QUESTION, "-", "--json", input=ANSWER)
    found = json.loads(done.stdout)
    assert list(found) == [
        "score",
        "interval",
        "verdict",
        "similarity",
        "concepts",
        "gates",
        "unread",
    ]
    assert 0 <= found["score"] <= 100
    assert 0 <= found["similarity"] <= 1
    assert found["interval"][0] <= found["score"] <= found["interval"][1]
    question = pack.question(QUESTION)
    assert question
    labels = [concept.label for concept in question.key_concepts]
    assert [concept["label"] for concept in found["concepts"]] == labels
    for concept in found["concepts"]:
        quote = concept["evidence"]
        assert (quote is None) == (concept["status"] == "missing")
        assert quote is None or ANSWER[quote["start"] : quote["end"]] == quote["text"]


def test_an_unknown_question_is_a_clear_error() -> None:
    done = command("evaluate.py", "no-such-question", ANSWER)
    assert done.returncode == 1
    assert "no question has the id 'no-such-question'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_of_answers_is_scored_and_bad_rows_do_not_stop_the_rest(tmp_path: Path) -> None:
    own = {"question": "What is a mutex?", "reference": "A mutex admits one thread at a time."}
    concepts = [
        {"label": "Exclusion", "claim": "A mutex admits one thread at a time.", "weight": 2},
        {"claim": "A thread that waits sleeps until the mutex is free.", "core": True},
    ]
    good: list[dict[str, Any]] = [
        {"question_id": QUESTION, "answer": ANSWER, "mine": {"kept": ["ü", 1]}},
        {"seed_id": "technical-2", "answer": ANSWER},
        {**own, "answer": "Only one thread may hold a mutex."},
        {"question": own["question"], "references": [own["reference"]], "answer": "One thread."},
        {**own, "key_concepts": concepts, "misconceptions": ["Two may hold it."], "answer": ANSWER},
        {"question_id": QUESTION, "answer": ""},
    ]
    bad: list[Any] = [
        "not json",
        "[1, 2]",
        {"question_id": QUESTION},
        {"question_id": QUESTION, "answer": 5},
        {"question_id": "nope", "answer": ANSWER},
        {"seed_id": "nope", "answer": ANSWER},
        {"answer": ANSWER},
        {"question": "Why?", "reference": "  ", "answer": ANSWER},
        {**own, "key_concepts": [{"claim": "x y z", "weight": -1}], "answer": ANSWER},
        {"question_id": QUESTION, "answer": "word " * 5000},
    ]
    source, target = written(tmp_path / "in.jsonl", [*good, *bad]), tmp_path / "out.jsonl"
    done = command("evaluate.py", "--input", str(source), "--output", str(target))
    assert done.returncode == EXIT_BAD_ROWS, done.stderr
    rows = read(target)
    assert len(rows) == len(good) + len(bad)
    for row, given in zip(rows, good, strict=False):
        assert {key: row[key] for key in given} == given
        assert set(row) == {*given, "evaluation"}
    assert all(row["error"] for row in rows[len(good) :])
    assert rows[0]["evaluation"] == rows[1]["evaluation"]
    labels = [concept["label"] for concept in rows[4]["evaluation"]["concepts"]]
    assert labels == ["Exclusion", "A thread that waits sleeps until the mutex is free."]
    assert rows[5]["evaluation"]["gates"] == ["empty"]


def test_good_files_exit_with_0_and_missing_ones_say_so(tmp_path: Path) -> None:
    source = written(tmp_path / "in.jsonl", [{"question_id": QUESTION, "answer": ANSWER}])
    target = tmp_path / "out.jsonl"
    assert command("evaluate.py", "--input", str(source), "--output", str(target)).returncode == 0
    nowhere = str(tmp_path / "no" / "out.jsonl")
    for arguments in (("--input", "none.jsonl", "--output", str(target)), ("--input", str(source))):
        assert command("evaluate.py", *arguments).returncode == 2
    done = command("evaluate.py", "--input", str(source), "--output", nowhere)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


def test_search_answers_a_query_and_a_file_of_them(tmp_path: Path) -> None:
    done = command(
        "search.py", "bias when too simple, variance when too flexible", "--k", "3", "--json"
    )
    found = json.loads(done.stdout)
    assert len(found) == 3
    assert found[0]["id"] == QUESTION
    source = written(tmp_path / "in.jsonl", [{"query": "k-means", "n": 1}, {"query": " "}])
    target = tmp_path / "out.jsonl"
    done = command("search.py", "--input", str(source), "--output", str(target), "--k", "2")
    assert done.returncode == EXIT_BAD_ROWS
    first, second = read(target)
    assert [set(result) for result in first["results"]] == [{"id", "seed_id", "score"}] * 2
    assert first["n"] == 1
    assert "query" in second["error"]


def test_search_tells_what_is_related_and_why() -> None:
    found = json.loads(command("search.py", "--related", "how-cnns-work", "--json").stdout)
    assert {"id", "seed_id", "relation", "nearness"} == found[0].keys()
    assert {"next-step", "same-idea", "contrast"} == {row["relation"] for row in found}
    assert "vit-vs-cnn" in command("search.py", "--related", "how-cnns-work").stdout
    both = command("search.py", "trees", "--related", "how-cnns-work")
    assert both.returncode == 2
    assert "--related" in both.stderr
    limited = command("search.py", "--related", "how-cnns-work", "--theme", "computer-vision")
    assert limited.returncode == 2


def test_search_keeps_its_filters(pack: Pack) -> None:
    theme = "computer-vision"
    arguments = ("trees", "--theme", theme, "--k", "100", "--json")
    found = json.loads(command("search.py", *arguments).stdout)
    assert {result["id"] for result in found} == {q.id for q in pack.questions if q.theme == theme}
    done = command("search.py", "trees", "--theme", "gardening")
    assert done.returncode == 2
    assert "there is no theme" in done.stderr


def test_question_sets_by_theme_and_by_file(tmp_path: Path, pack: Pack) -> None:
    done = command("question_set.py", "reinforcement learning", "--count", "2", "--json")
    made = json.loads(done.stdout)
    assert {q["theme"] for q in made["questions"]} == {"reinforcement-learning"}
    again = command("question_set.py", "reinforcement learning", "--count", "2", "--json")
    assert again.stdout == done.stdout
    rows = [
        {"theme": "deployment", "minutes": 20},
        {"theme": "metrics", "count": 3, "difficulty": [1, 2], "mix": {"2": 2}},
        {"theme": ""},
        {"theme": "x", "count": "many"},
    ]
    source, target = written(tmp_path / "in.jsonl", rows), tmp_path / "out.jsonl"
    done = command("question_set.py", "--input", str(source), "--output", str(target))
    assert done.returncode == EXIT_BAD_ROWS
    first, second, *bad = read(target)
    assert first["questions"]
    assert [set(q) for q in second["questions"]] == [{"id", "seed_id"}] * 2
    assert all(row["error"] for row in bad)


def test_building_twice_does_no_work_twice(pack: Pack) -> None:
    first = json.loads(command("build_index.py", "--json").stdout)
    second = json.loads(command("build_index.py", "--json").stdout)
    assert second == {**first, "encoder_exported": False, "index": "up to date"}
    assert second["questions"] == len(pack.questions)
