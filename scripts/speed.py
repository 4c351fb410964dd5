"""Time the evaluator against sentence-transformers' plain cosine, in one run on one core."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from _console import ROOT, print_json, run
from evaluator import GradedTask, Rubric
from index import weights_folder
from service import Settings, open_service

REPEATS = 30
COLD_STARTS = 5
WORDS = 60
CONCEPTS = 5


def main(
    answers: Annotated[int, typer.Option(min=1, help="Answers in the batch.")] = 1000,
    json: Annotated[bool, typer.Option(help="Print the figures as JSON.")] = False,
) -> None:
    """Print milliseconds for one answer, answers a second in a batch, and ratios to the peer."""
    service = open_service(Settings(threads=1))
    service.warm_up()
    question = next(q for q in service.pack.questions if len(q.key_concepts) >= CONCEPTS)
    words = [w for q in service.pack.questions for w in q.reference.split()]
    texts = [_cut(words, at) for at in range(answers + REPEATS)]
    rubric = Rubric.of_question(question)
    rubric = replace(rubric, concepts=rubric.concepts[:CONCEPTS])
    one = _median_ms(lambda at: service.evaluate_many([GradedTask(rubric, texts[at])]))
    peer = _peer(question.reference)
    cosine = _median_ms(lambda at: peer(texts[at]))
    start = time.perf_counter()
    service.evaluate_many([GradedTask(rubric, text) for text in texts[REPEATS:]])
    batch = 1000 * (time.perf_counter() - start) / answers
    figures = {
        "one answer, ms": one,
        "sentence-transformers cosine, ms": cosine,
        "ratio to it": one / cosine,
        "in a batch, ms an answer": batch,
        "one by one / batch": one / batch,
        "cold start, s": median(_cold_start(question.id, texts[0]) for _ in range(COLD_STARTS)),
    }
    if json:
        print_json(figures)
        return
    table = Table(f"{WORDS} words, {CONCEPTS} concepts, one core", "median")
    for name, value in figures.items():
        table.add_row(name, f"{value:.2f}")
    Console().print(table)


def _cut(words: list[str], at: int) -> str:
    start = at * WORDS % (len(words) - WORDS) + at % 7
    return " ".join(words[start : start + WORDS])


def _median_ms(call: Callable[[int], object]) -> float:
    seconds = []
    for at in range(REPEATS):
        start = time.perf_counter()
        call(at)
        seconds.append(time.perf_counter() - start)
    return 1000 * median(seconds)


def _peer(reference: str) -> Callable[[str], object]:
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)
    model = SentenceTransformer(str(weights_folder()), device="cpu", local_files_only=True)
    known = model.encode(reference)

    def score(answer: str) -> object:
        return model.similarity(model.encode(answer), known)

    return score


def _cold_start(question: str, answer: str) -> float:
    command = [sys.executable, str(ROOT / "scripts" / "evaluate.py"), question, answer]
    start = time.perf_counter()
    environment = {**os.environ, "VIVA_THREADS": "1"}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


if __name__ == "__main__":
    run(main)
