"""What the judge learns from, source by source, so that each can be left out."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from pathlib import Path
from random import Random

from _corpus import PAIR_KINDS, CorpusQuestion, Split, corpus_files, read_field
from _judge_examples import Example, epoch_examples, measured_examples
from _public_sets import everyday_sentences


class Source(StrEnum):
    """What the examples are made of besides the answers of the corpus and their claims.

    `edits` are the answers that were edited to turn one claim, `made` is what `_told_answers` and
    `_judge_examples` add to the corpus.
    """

    EDITS = "edits"
    REWORDINGS = "rewordings"
    MADE = "made"
    PUBLIC = "public"


def corpus_examples(
    corpus: Path, graded: Path | None, random: Random, without: Collection[Source] = ()
) -> list[Example]:
    """The examples of one pass from the corpus, which may have grown between two."""
    questions = questions_of(corpus, "train")
    if Source.EDITS in without:
        questions = [_without_edits(question) for question in questions]
    if Source.REWORDINGS in without:
        questions = [_without_rewordings(question) for question in questions]
    everyday = everyday_sentences(graded) if graded else []
    if Source.MADE in without:
        return measured_examples(questions)
    return epoch_examples(questions, random, everyday)


def questions_of(corpus: Path, split: Split) -> list[CorpusQuestion]:
    """The questions of a split, field by field."""
    return [q for file in corpus_files(corpus) for q in read_field(file) if q.split == split]


def _without_edits(question: CorpusQuestion) -> CorpusQuestion:
    kept = [answer for answer in question.answers if answer.kind not in PAIR_KINDS]
    return question.model_copy(update={"answers": kept})


def _without_rewordings(question: CorpusQuestion) -> CorpusQuestion:
    bare = [claim.model_copy(update={"rewording": None}) for claim in question.claims]
    return question.model_copy(update={"claims": bare})
