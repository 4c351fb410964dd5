"""How fast an answer is evaluated, beside sentence-transformers' plain cosine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from sentence_transformers import SentenceTransformer

from _console import ROOT
from _timing import interleaved, milliseconds
from evaluator import GradedTask, Rubric
from service import Service

WORDS = 60
CONCEPTS = 5


def evaluator_figures(
    service: Service, peer: SentenceTransformer, answers: int, repeats: int, cold_starts: int
) -> dict[str, float]:
    """Milliseconds for one answer by each way, for one of a batch of `answers`, and the seconds of
    a cold start. No text is evaluated twice.
    """
    question = next(q for q in service.pack.questions if len(q.key_concepts) >= CONCEPTS)
    words = [w for q in service.pack.questions for w in q.reference.split()]
    texts = [_cut(words, at) for at in range(answers + repeats + 1)]
    rubric = Rubric.of_question(question)
    rubric = replace(rubric, concepts=rubric.concepts[:CONCEPTS])
    known = peer.encode(question.reference)

    def evaluate(given: Sequence[str]) -> object:
        return service.evaluate_many([GradedTask(rubric, text) for text in given])

    one = interleaved(
        {
            "viva": lambda text: evaluate([text]),
            "peer": lambda text: peer.similarity(peer.encode(text), known),
        },
        texts[answers:],
    )
    batch = milliseconds(evaluate, texts[:answers]) / answers
    starts = [milliseconds(_cold_start, [question.id, texts[0]]) for _ in range(cold_starts)]
    return {
        "one answer, ms": one["viva"],
        "sentence-transformers cosine, ms": one["peer"],
        "ratio to it": one["viva"] / one["peer"],
        "in a batch, ms an answer": batch,
        "one by one / batch": one["viva"] / batch,
        "cold start, s": median(starts) / 1000,
    }


def _cut(words: Sequence[str], at: int) -> str:
    start = at * WORDS % (len(words) - WORDS) + at % 7
    return " ".join(words[start : start + WORDS])


def _cold_start(arguments: Sequence[str]) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "evaluate.py"), *arguments]
    environment = {**os.environ, "VIVA_THREADS": "1"}
    subprocess.run(command, check=True, capture_output=True, env=environment)
