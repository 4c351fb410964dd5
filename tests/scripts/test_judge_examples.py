from __future__ import annotations

import re
from random import Random

import pytest

from _corpus import CORPUS, CorpusQuestion, Rewording, read_field
from _judge_examples import Example, epoch_examples, measured_examples
from _reworded_answers import reworded_answers
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
    for rewording in (claim.rewording for q in questions for claim in q.claims):
        assert rewording
        quotes |= {*rewording.same, *rewording.opposite, rewording.terse, rewording.terse_opposite}
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


@pytest.fixture(scope="module")
def reworded(questions: list[CorpusQuestion]) -> list[CorpusQuestion]:
    """The questions with rewordings that say what they are."""
    return [
        question.model_copy(
            update={
                "claims": [
                    claim.model_copy(update={"rewording": _marked(claim.id)})
                    for claim in question.claims
                ]
            }
        )
        for question in questions
    ]


def _marked(claim: str) -> Rewording:
    return Rewording(
        same=[f"right {claim}", f"true {claim}"],
        opposite=[f"wrong {claim}", f"false {claim}"],
        beside=f"beside {claim}",
        terse=f"noted {claim}",
        terse_opposite=f"misnoted {claim}",
    )


def test_answers_made_of_rewordings_say_just_what_they_are_made_of(
    reworded: list[CorpusQuestion],
) -> None:
    meant = {"right": STATED, "true": STATED, "noted": STATED}
    meant |= {"wrong": CONTRADICTED, "false": CONTRADICTED, "misnoted": CONTRADICTED}
    seen = set()
    for question in reworded:
        for text in reworded_answers(question, question, Random(question.id)):
            parts = re.findall(r"(\w+) (c\d)\b", text.text)
            says = {claim: meant.get(word, MISSING) for word, claim in parts}
            assert text.labels == {c.id: says.get(c.id, MISSING) for c in question.claims}
            shown = {claim: text.text[start:end] for claim, (start, end) in text.spans.items()}
            assert shown == {c: f"{w} {c}" for w, c in parts if w != "beside"}
            seen |= {word for word, _ in parts}
    assert seen == {*meant, "beside"}


def test_an_opposite_claim_is_contradicted_by_what_states_the_claim(
    reworded: list[CorpusQuestion],
) -> None:
    blocks = [b for e in epoch_examples(reworded, Random(0)) for b in e.blocks]
    opposite = [b.label for b in blocks if b.text.split()[0] in ("wrong", "false")]
    assert {CONTRADICTED, MISSING} == set(opposite)
    beside = [b.label for b in blocks if b.text.startswith("beside")]
    assert {MISSING} == set(beside)
    assert any(b.label == STATED for b in blocks if b.text.split()[0] in ("right", "true"))
