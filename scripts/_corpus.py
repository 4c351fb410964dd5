"""Reading the graded corpus: what each line holds, and its answers as tasks for the evaluator."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer
from pydantic import BaseModel, ConfigDict, Field

from _console import ROOT
from evaluator import Concept, Rubric, WrongClaim

CORPUS = ROOT / "corpus"

PAIR_KINDS = frozenset({"minimal_pair_true", "minimal_pair_false"})
"""Kinds of answers that are another answer with one claim turned."""

Label = Literal["stated", "partly", "missing", "contradicted"]
Split = Literal["train", "dev", "test"]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rewording(_Record):
    """Sentences about a claim: `same` say it in other words, `opposite` contradict it, `beside` is
    about its subject and says neither; `terse` and `terse_opposite` are notes of a few words.
    """

    same: Annotated[list[str], Field(min_length=1)]
    opposite: Annotated[list[str], Field(min_length=1)]
    beside: str
    terse: str
    terse_opposite: str


class Claim(_Record):
    """A claim that an answer may state; claims to train on are also reworded."""

    id: str
    label: str
    text: str
    weight: Annotated[int, Field(ge=1, le=3)]
    core: bool
    rewording: Rewording | None = None


class Misconception(_Record):
    """A wrong claim and the id of the claim that it contradicts."""

    text: str
    contradicts: str


class Answer(_Record):
    """A graded answer; `evidence` quotes it for every label but missing."""

    kind: str
    answer: str
    grade: Annotated[float, Field(ge=0, le=100)]
    labels: dict[str, Label]
    evidence: dict[str, str]


class CorpusQuestion(_Record):
    """One line of the corpus; `split` is fixed for good, and test is for reporting only."""

    id: str
    split: Split
    theme: str
    kind: str
    difficulty: Annotated[int, Field(ge=1, le=5)]
    question: str
    also_asked: list[str]
    reference: str
    claims: Annotated[list[Claim], Field(min_length=3, max_length=7)]
    misconceptions: Annotated[list[Misconception], Field(min_length=1)]
    answers: Annotated[list[Answer], Field(min_length=8)]

    def rubric(self) -> Rubric:
        """What an answer to this question is scored against."""
        labels = {claim.id: claim.label for claim in self.claims}
        concepts = [Concept(c.label, c.text, float(c.weight), c.core) for c in self.claims]
        wrong = [WrongClaim(m.text, labels[m.contradicts]) for m in self.misconceptions]
        return Rubric.of_texts(self.question, [self.reference], concepts, wrong)


def read_field(file: Path) -> list[CorpusQuestion]:
    """The questions of one field's file. Raises ValidationError for a line of another form."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [CorpusQuestion.model_validate_json(line) for line in lines]


def corpus_files(folder: Path) -> list[Path]:
    """The files of a corpus, one a field, in order."""
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise typer.BadParameter(f"{folder}: no .jsonl files here; give the folder of the corpus")
    return files
