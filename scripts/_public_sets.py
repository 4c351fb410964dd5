"""Public sets of graded answers and of entailment as examples for the judge.

They are no part of the project; the folder is given. Which may be learned from, and under what
licence, is in the judge's model card.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from _judge_examples import Block, Example
from _told_answers import CONTRADICTED, MISSING, PARTLY, STATED, UNKNOWN

EXAMS = ("scientsbank", "beetle", "saf")
HELD_OUT = 6
"""One question in so many of a public train split is kept to choose by."""

MOST_CONTRADICTIONS = 1500
"""Of Breaking-NLI, whose pairs are nearly all contradictions."""

STSB_SHARE = 0.3

PUBLIC_SHARE = 0.35
"""Share of the public examples that a pass sees, chosen anew each time."""

_LABELS = {
    "correct": STATED,
    "partially_correct_incomplete": PARTLY,
    "partially correct": PARTLY,
    "contradictory": CONTRADICTED,
    "irrelevant": MISSING,
    "non_domain": MISSING,
}
_ENTAILMENT = {"entailment": STATED, "contradiction": CONTRADICTED, "neutral": MISSING}


def exam_rows(folder: Path, name: str, split: str) -> list[dict[str, Any]]:
    """Rows of an exam: `learn` and `choose` are its train split by question, others its own."""
    rows = _rows(folder / f"{name}.jsonl")
    if split not in ("learn", "choose"):
        return [row for row in rows if row["split"] == split]
    return [
        row
        for row in rows
        if row["split"] == "train" and held_out(row["question_id"]) == (split == "choose")
    ]


def held_out(question_id: str) -> bool:
    """Whether a question of a public train split is kept to choose by."""
    return zlib.crc32(question_id.encode()) % HELD_OUT == 0


def public_examples(folder: Path, random: Random, share: float = PUBLIC_SHARE) -> list[Example]:
    """The examples of one pass: this share of all."""
    exams = [row for name in EXAMS for row in exam_rows(folder, name, "learn")]
    examples = [
        *map(exam_example, exams),
        *_entailment(folder, random),
        *_similarity(folder, random),
    ]
    return random.sample(examples, int(len(examples) * share))


def exam_example(row: dict[str, Any]) -> Example:
    """An exam answer with its references as the claims."""
    references = row["extra"].get("all_references") or [row["reference"]]
    label = _LABELS.get(str(row["label"]).lower(), UNKNOWN)
    nearest = references[:3] if label != STATED else [row["reference"]]
    blocks = tuple(Block(text, label, float(row["score"])) for text in nearest)
    return Example(row["question"], row["answer"], blocks)


def everyday_sentences(folder: Path) -> list[str]:
    """Sentences of news and captions, about nothing that an interview asks."""
    return [row["sentence1"] for row in _rows(folder / "stsb.jsonl") if row["split"] == "train"]


def _entailment(folder: Path, random: Random) -> Iterator[Example]:
    rows = _rows(folder / "breaking_nli.jsonl")
    wrong = [row for row in rows if row["label"] == "contradiction"]
    rest = [row for row in rows if row["label"] != "contradiction"]
    for row in (*rest, *random.sample(wrong, min(len(wrong), MOST_CONTRADICTIONS))):
        label = _ENTAILMENT[row["label"]]
        yield Example("", row["sentence1"], (Block(row["sentence2"], label),))


def _similarity(folder: Path, random: Random) -> Iterator[Example]:
    for row in _rows(folder / "stsb.jsonl"):
        if row["split"] == "train" and random.random() < STSB_SHARE:
            block = Block(row["sentence2"], grade=float(row["score"]))
            yield Example("", row["sentence1"], (block,))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
