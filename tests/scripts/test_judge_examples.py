from __future__ import annotations

from random import Random

import pytest

from _corpus import CORPUS, CorpusQuestion, read_field
from _judge_examples import Example, epoch_examples, measured_examples
from _told_answers import CONTRADICTED, MISSING, STATED, UNKNOWN, told

FIELD = "recsys"


@pytest.fixture(scope="module")
def questions() -> list[CorpusQuestion]:
    return [q for q in read_field(CORPUS / f"{FIELD}.jsonl") if q.split == "train"]


@pytest.fixture(scope="module")
def examples(questions: list[CorpusQuestion]) -> list[Example]:
    return epoch_examples(questions, Random(0))


def test_every_measured_label_is_the_corpus_own(questions: list[CorpusQuestion]) -> None:
    measured = iter(measured_examples(questions))
    for question in questions:
        for answer in question.answers:
            example = next(measured)
            assert (example.question, example.answer) == (question.question, answer.answer)
            *claims, reference = example.blocks
            assert [block.text for block in claims] == [claim.text for claim in question.claims]
            assert [block.label for block in claims] == list(told(answer).labels.values())
            assert reference.grade == pytest.approx(answer.grade / 100)


def test_evidence_lies_within_the_answer_and_is_none_for_what_is_missing(
    examples: list[Example],
) -> None:
    spans = 0
    for example in examples:
        for block in example.blocks:
            if block.label == MISSING:
                assert not block.evidence
            for start, end in block.evidence or ():
                assert 0 <= start < end <= len(example.answer)
                spans += 1
    assert spans > len(examples)


def test_unchanged_evidence_still_reads_as_quoted(questions: list[CorpusQuestion]) -> None:
    quotes = {quote for q in questions for a in q.answers for quote in a.evidence.values()}
    shown = [
        example.answer[start:end]
        for example in epoch_examples(questions, Random(1))
        for block in example.blocks
        for start, end in block.evidence or ()
    ]
    assert sum(text in quotes or text.strip() in quotes for text in shown) > 0.85 * len(shown)


def test_misconceptions_are_taught_as_stated_and_as_contradicted(
    questions: list[CorpusQuestion], examples: list[Example]
) -> None:
    wrong = {misconception.text for q in questions for misconception in q.misconceptions}
    labels = [b.label for example in examples for b in example.blocks if b.text in wrong]
    assert labels.count(STATED) >= len(questions) // 2
    assert labels.count(CONTRADICTED) >= len(questions)
    assert labels.count(MISSING) >= len(questions)


def test_most_labels_are_known_and_every_epoch_differs(
    questions: list[CorpusQuestion], examples: list[Example]
) -> None:
    labels = [b.label for example in examples for b in example.blocks if b.grade is None]
    assert labels.count(UNKNOWN) < 0.2 * len(labels)
    assert epoch_examples(questions, Random(0)) == examples
    assert epoch_examples(questions, Random(1)) != examples


def test_everyday_talk_states_nothing_and_adds_nothing(questions: list[CorpusQuestion]) -> None:
    talk = [f"A dog number {n} runs over the grass." for n in range(20)]
    examples = epoch_examples(questions, Random(0), talk)
    alone = [e for e in examples if all(s.startswith("A dog") for s in e.answer.split(". "))]
    assert alone
    own = {claim.text for question in questions for claim in question.claims}
    assert {b.label for e in alone for b in e.blocks if b.text in own} == {MISSING}
    added = [e for e in examples if "A dog number" in e.answer and e not in alone]
    assert any(block.label == STATED for example in added for block in example.blocks)
