"""What times are taken of, and that the command prints every figure."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from itertools import islice

import pytest

from _search_speed import LONGEST, SHORTEST, TARGETS, fresh_queries
from _timing import Target, interleaved
from content import Pack
from tests.conftest import ROOT

SLOW = 0.5

RATIOS = {
    "ratio to it": ("one answer, ms", "sentence-transformers cosine, ms"),
    "search / encoder and faiss": ("search, one query, ms", "encoder and faiss alone, ms"),
    "semantic_search / search, in a batch": (
        "semantic_search in a batch, ms a query",
        "search in a batch, ms a query",
    ),
}


def test_ways_take_turns_and_the_first_turn_is_not_counted() -> None:
    turns: list[str] = []

    def slow_at_first(given: str) -> None:
        turns.append(f"b{given}")
        time.sleep(SLOW if given == "0" else 0)

    times = interleaved({"a": lambda x: turns.append(f"a{x}"), "b": slow_at_first}, "012")
    assert turns == ["a0", "b0", "a1", "b1", "a2", "b2"]
    assert set(times) == {"a", "b"}
    assert all(0 < value < 1000 * SLOW for value in times.values())


def test_a_target_is_a_most_or_a_least() -> None:
    most, least = Target(1.25, most=True), Target(20)
    assert most.is_met(1.25)
    assert not most.is_met(1.26)
    assert least.is_met(20)
    assert not least.is_met(19.9)
    assert (str(most), str(least)) == ("at most 1.25", "at least 20")


def test_queries_are_distinct_and_no_text_of_the_bank(pack: Pack) -> None:
    made = list(islice(fresh_queries(pack), 5000))
    assert len(set(made)) == len(made)
    texts = {q.question for q in pack.questions}
    texts |= {text for q in pack.questions for text in q.also_asked}
    texts |= {concept.claim for q in pack.questions for concept in q.key_concepts}
    assert not texts & set(made)
    lengths = {len(query.split()) for query in made}
    assert lengths >= set(range(SHORTEST, LONGEST + 1))
    assert made[:10] == list(islice(fresh_queries(pack), 10))


@pytest.mark.model
def test_a_tiny_run_prints_every_figure() -> None:
    tiny = ("--answers", "1", "--repeats", "1", "--cold-starts", "1", "--queries", "2")
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "speed.py"), *tiny, "--batch", "2", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures.keys() >= TARGETS.keys() | RATIOS.keys()
    assert all(value > 0 for value in figures.values())
    for ratio, (above, below) in RATIOS.items():
        assert figures[ratio] == pytest.approx(figures[above] / figures[below])
