from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import Pack
from evaluator import (
    MAX_CHARACTERS,
    Calibration,
    Concept,
    Evaluation,
    Evaluator,
    Gate,
    GradedTask,
    InvalidAnswerError,
    Rubric,
    Status,
    Verdict,
    load_calibration,
    verdict_of,
)
from service import Service
from tests.conftest import FakeEncoder, FakeJudge
from tests.evaluator.made import (
    BALANCE,
    BIAS,
    CALIBRATION,
    CLAIMS,
    CONCEPTS,
    QUESTION,
    REFERENCE,
    RUBRIC,
    SWAPPED,
    TUNING,
    VARIANCE,
    PartlyJudge,
    denied,
)

FILLERS = ("I have seen this in projects.", "Let me think about the variance.", "x = 0.5; y")
SENTENCES = st.sampled_from([*CLAIMS, *map(denied, CLAIMS), SWAPPED, *FILLERS])
ANSWERS = st.lists(SENTENCES, max_size=6).map(" ".join)

HOSTILE = {
    "null characters": "\0High bias\0 underfits\0 the data.\0",
    "right-to-left marks": "\u202eHigh bias underfits\u202c the \u200fdata.\u2066",
    "emoji only": "😀👩‍👩‍👧🏳️‍🌈" * 50,
    "lone surrogates": "\ud800High bias \udfff underfits the data.\ud83d",
    "combining marks": "b\u0301\u0302\u0303i\u0300as underfits the data " * 9,
    "zero width": "h\u200big\u200dh b\ufeffias un\u00adderfits the data",
    "control characters": "".join(map(chr, range(32))) + "High bias underfits.\x7f\x85\u2028",
    "markup": "<script>alert(1)</script> [red]bias[/red] {0} %s $HOME `rm -rf` \\",
    "list marks only": "a. \nb. \nc. \n",
    "numbered nothing": "A)\t\nB)\t\nC)\t",
    "dots": "." * (MAX_CHARACTERS - 1) + "x",
    "one long word": "variance" * (MAX_CHARACTERS // 8),
    "longest": (REFERENCE * MAX_CHARACTERS)[:MAX_CHARACTERS],
    "newlines": "bias\n" * (MAX_CHARACTERS // 5),
}


@pytest.fixture
def evaluator(fake_encoder: FakeEncoder, fake_judge: FakeJudge) -> Evaluator:
    return Evaluator(fake_encoder, fake_judge, CALIBRATION)


def statuses(evaluation: Evaluation) -> list[Status]:
    return [concept.status for concept in evaluation.concepts]


def test_each_concept_gets_its_status_in_the_order_of_the_rubric(evaluator: Evaluator) -> None:
    evaluation = evaluator.evaluate(RUBRIC, f"{TUNING} {denied(VARIANCE)} {BIAS}")
    assert [concept.label for concept in evaluation.concepts] == [c.label for c in CONCEPTS]
    assert statuses(evaluation) == [
        Status.STATED,
        Status.CONTRADICTED,
        Status.MISSING,
        Status.STATED,
    ]


def test_a_full_answer_is_strong(evaluator: Evaluator) -> None:
    evaluation = evaluator.evaluate(RUBRIC, REFERENCE)
    assert statuses(evaluation) == [Status.STATED] * 4
    assert evaluation.score > 90
    assert evaluation.verdict is Verdict.STRONG
    assert evaluation.similarity == 1.0
    assert evaluation.gates == ()


def test_an_answer_that_states_nothing_is_wrong(evaluator: Evaluator) -> None:
    evaluation = evaluator.evaluate(RUBRIC, "The bias and the variance are very famous in a lab.")
    assert statuses(evaluation) == [Status.MISSING] * 4
    assert evaluation.score < 20
    assert evaluation.verdict is Verdict.WRONG


def test_evidence_is_the_very_words_of_the_answer(evaluator: Evaluator) -> None:
    answer = f"  Well,\r\n- {BIAS}\r\n- and so on 😀.\r\n- {denied(VARIANCE)}\r\n"
    bias, variance, balance, tuning = evaluator.evaluate(RUBRIC, answer).concepts
    assert bias.evidence is not None
    assert variance.evidence is not None
    for evidence in (bias.evidence, variance.evidence):
        assert answer[evidence.start : evidence.end] == evidence.text
    assert bias.evidence.text == BIAS
    assert variance.evidence.text == denied(VARIANCE)
    assert balance.evidence is None
    assert tuning.evidence is None


@given(ANSWERS)
def test_there_is_evidence_for_all_but_missing_concepts(answer: str) -> None:
    evaluation = Evaluator(FakeEncoder(), FakeJudge(), CALIBRATION).evaluate(RUBRIC, answer)
    for concept in evaluation.concepts:
        assert (concept.evidence is None) == (concept.status is Status.MISSING)
        assert 0 <= concept.confidence <= 1
        if concept.evidence:
            span = answer[concept.evidence.start : concept.evidence.end]
            assert span == concept.evidence.text != ""


def test_the_shortest_passage_that_shows_it_is_quoted(evaluator: Evaluator) -> None:
    answer = f"I know two things. {BIAS} That is all that I know."
    evidence = evaluator.evaluate(RUBRIC, answer).concepts[0].evidence
    assert evidence is not None
    assert evidence.text == BIAS


def test_a_part_of_a_concept_is_partly_stated(fake_encoder: FakeEncoder) -> None:
    evaluator = Evaluator(fake_encoder, PartlyJudge(), CALIBRATION)
    evaluation = evaluator.evaluate(RUBRIC, "Bias is error of a sort.")
    assert statuses(evaluation) == [Status.PARTLY] * 4
    assert all(concept.evidence for concept in evaluation.concepts)
    assert 40 < evaluation.score < 70


def test_an_asserted_misconception_contradicts_its_concept(evaluator: Evaluator) -> None:
    bias, *others = evaluator.evaluate(RUBRIC, f"{VARIANCE} {SWAPPED}").concepts
    assert bias.status is Status.CONTRADICTED
    assert bias.misconception == SWAPPED
    assert bias.evidence is not None
    assert bias.evidence.text == SWAPPED
    assert [concept.misconception for concept in others] == [None, None, None]


def test_a_contradiction_without_a_known_misconception_names_none(evaluator: Evaluator) -> None:
    bias = evaluator.evaluate(RUBRIC, f"{denied(BIAS)} {VARIANCE}").concepts[0]
    assert bias.status is Status.CONTRADICTED
    assert bias.misconception is None
    assert bias.evidence is not None
    assert bias.evidence.text == denied(BIAS)


@pytest.mark.parametrize("contradicts", [None, "no such label"])
def test_a_misconception_without_a_label_belongs_to_the_nearest_concept(
    evaluator: Evaluator, contradicts: str | None
) -> None:
    wrong = RUBRIC.misconceptions[0].__class__(
        "Variance is sensitivity to the test set.", contradicts
    )
    rubric = Rubric(QUESTION, (REFERENCE,), CONCEPTS, (wrong,))
    evaluation = evaluator.evaluate(rubric, f"{BIAS} {wrong.claim}")
    assert statuses(evaluation)[:2] == [Status.STATED, Status.CONTRADICTED]
    assert evaluation.concepts[1].misconception == wrong.claim


def test_a_core_contradiction_costs_more_than_another(evaluator: Evaluator) -> None:
    core = evaluator.evaluate(RUBRIC, f"{denied(BIAS)} {VARIANCE} {BALANCE} {TUNING}").score
    other = evaluator.evaluate(RUBRIC, f"{BIAS} {denied(VARIANCE)} {BALANCE} {TUNING}").score
    silent = evaluator.evaluate(RUBRIC, f"{BIAS} {BALANCE} {TUNING}").score
    assert core < other < silent


@pytest.mark.parametrize("calibration", [CALIBRATION, load_calibration()], ids=["made", "shipped"])
@given(st.permutations(range(4)))
def test_each_further_concept_raises_the_score_or_keeps_it(
    calibration: Calibration, order: list[int]
) -> None:
    evaluator = Evaluator(FakeEncoder(), FakeJudge(), calibration)
    said = [" ".join(CLAIMS[i] for i in order[:count]) for count in range(1, 5)]
    scores = [evaluator.evaluate(RUBRIC, answer).score for answer in said]
    assert scores == sorted(scores)
    assert scores[0] < scores[-1]


@given(ANSWERS)
def test_score_verdict_and_similarity_agree_with_their_bounds(answer: str) -> None:
    evaluation = Evaluator(FakeEncoder(), FakeJudge(), CALIBRATION).evaluate(RUBRIC, answer)
    assert 0 <= evaluation.score <= 100
    assert 0 <= evaluation.similarity <= 1
    assert 0 <= evaluation.interval[0] <= evaluation.score <= evaluation.interval[1] <= 100
    assert evaluation.feedback.summary
    if not evaluation.gates:
        assert evaluation.verdict is verdict_of(evaluation.score)


@pytest.mark.parametrize(
    ("answer", "gate"),
    [
        ("", Gate.EMPTY),
        (" \n", Gate.EMPTY),
        ("???", Gate.NOT_LANGUAGE),
        ("bias", Gate.TOO_SHORT),
        (QUESTION, Gate.ECHO),
        ("bias, variance, " * 7, Gate.KEYWORD_LIST),
        ("Pizza dough rises overnight.", Gate.OFF_TOPIC),
    ],
)
def test_what_is_no_answer_scores_nothing(evaluator: Evaluator, answer: str, gate: Gate) -> None:
    evaluation = evaluator.evaluate(RUBRIC, answer)
    (result,) = evaluation.gates
    assert result.gate is gate
    assert evaluation.score == 0.0
    assert evaluation.verdict is Verdict.NOT_AN_ANSWER
    assert evaluation.feedback.summary == result.message
    assert statuses(evaluation) == [Status.MISSING] * 4
    assert [c.label for c in evaluation.concepts] == [c.label for c in CONCEPTS]
    assert not any(concept.evidence for concept in evaluation.concepts)


def test_a_reference_without_concepts_is_scored_by_its_sentences(evaluator: Evaluator) -> None:
    rubric = Rubric.of_texts(QUESTION, [f"{BIAS} {VARIANCE}"])
    evaluation = evaluator.evaluate(rubric, VARIANCE)
    assert statuses(evaluation) == [Status.MISSING, Status.STATED]
    assert evaluator.evaluate(rubric, f"{VARIANCE} {BIAS}").score > evaluation.score


def test_any_of_several_references_without_concepts_is_enough(evaluator: Evaluator) -> None:
    both = evaluator.evaluate(Rubric.of_texts(QUESTION, [f"{BIAS} {TUNING}", VARIANCE]), VARIANCE)
    alone = evaluator.evaluate(Rubric.of_texts(QUESTION, [VARIANCE]), VARIANCE)
    assert both == alone
    assert statuses(both) == [Status.STATED]


def test_similarity_is_to_the_nearest_of_several_references(evaluator: Evaluator) -> None:
    far, near = "Bias is error of many kinds in life.", f"{VARIANCE} {BALANCE}"
    alone = [
        evaluator.evaluate(Rubric(QUESTION, (text,), CONCEPTS), VARIANCE) for text in (far, near)
    ]
    both = evaluator.evaluate(Rubric(QUESTION, (far, near), CONCEPTS), VARIANCE)
    assert both.similarity == alone[1].similarity > alone[0].similarity


def test_a_result_cannot_be_changed(evaluator: Evaluator) -> None:
    evaluation = evaluator.evaluate(RUBRIC, f"{BIAS} and more")
    concept = evaluation.concepts[0]
    frozen: list[tuple[Any, str]] = [
        (evaluation, "score"),
        (evaluation.feedback, "summary"),
        (concept, "status"),
        (concept.evidence, "start"),
        (evaluator.evaluate(RUBRIC, "").gates[0], "message"),
        (RUBRIC, "question"),
    ]
    for thing, field in frozen:
        with pytest.raises(AttributeError):
            setattr(thing, field, None)
    for many in (evaluation.concepts, evaluation.gates, evaluation.feedback.gaps):
        assert isinstance(many, tuple)


def _tasks() -> list[GradedTask]:
    other = Rubric.of_texts("What is tuning?", [TUNING], [Concept("Tuning", TUNING)])
    answers = [REFERENCE, BIAS, f"{SWAPPED} {VARIANCE}", "", "???", denied(BALANCE), TUNING, BIAS]
    return [GradedTask(rubric, answer) for rubric in (RUBRIC, other) for answer in answers]


@pytest.mark.parametrize("seed", range(3))
def test_a_batch_in_any_order_gives_what_single_calls_give(evaluator: Evaluator, seed: int) -> None:
    tasks = _tasks()
    random.Random(seed).shuffle(tasks)
    tasks += tasks[:3]
    assert evaluator.evaluate_many(tasks) == [evaluator.evaluate(*task) for task in tasks]


def test_a_batch_of_nothing_is_nothing(evaluator: Evaluator) -> None:
    assert evaluator.evaluate_many([]) == []


def test_a_batch_of_texts_that_are_no_answers_needs_no_judge(evaluator: Evaluator) -> None:
    evaluations = evaluator.evaluate_many([GradedTask(RUBRIC, text) for text in ("", "???", "a")])
    assert [evaluation.score for evaluation in evaluations] == [0.0, 0.0, 0.0]


def test_a_batch_calls_each_model_once(fake_encoder: FakeEncoder) -> None:
    judge = PartlyJudge()
    Evaluator(fake_encoder, judge, CALIBRATION).evaluate_many(_tasks())
    assert judge.calls == 1


@pytest.mark.parametrize("answer", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_scored_like_any_other(evaluator: Evaluator, answer: str) -> None:
    evaluation = evaluator.evaluate(RUBRIC, answer)
    assert 0 <= evaluation.score <= 100
    for concept in evaluation.concepts:
        if concept.evidence:
            span = answer[concept.evidence.start : concept.evidence.end]
            assert span == concept.evidence.text


@given(st.text(st.characters(), max_size=60))
def test_any_text_is_scored(answer: str) -> None:
    evaluator = Evaluator(FakeEncoder(), FakeJudge(), load_calibration())
    assert 0 <= evaluator.evaluate(RUBRIC, answer).score <= 100


def test_an_answer_of_the_greatest_length_is_taken_and_a_longer_one_is_not(
    evaluator: Evaluator,
) -> None:
    longest = (f"{BIAS} " * MAX_CHARACTERS)[:MAX_CHARACTERS]
    assert evaluator.evaluate(RUBRIC, longest).concepts[0].status is Status.STATED
    with pytest.raises(InvalidAnswerError, match="20,001 characters"):
        evaluator.evaluate(RUBRIC, f"{longest}.")


@pytest.mark.parametrize("answer", [None, 5, b"Bias is error.", ["Bias is error."]])
def test_an_answer_that_is_not_text_is_refused(evaluator: Evaluator, answer: Any) -> None:
    with pytest.raises(InvalidAnswerError, match="text"):
        evaluator.evaluate(RUBRIC, answer)


@pytest.mark.model
def test_a_reference_scores_clearly_above_what_is_beside_the_point(
    service: Service, pack: Pack
) -> None:
    questions = pack.questions[::5]
    off_topic = "I baked bread on Sunday, and then we walked along the river."
    scores = []
    for number, question in enumerate(questions):
        unrelated = questions[(number + len(questions) // 2) % len(questions)]
        answers = (question.reference, unrelated.reference, off_topic)
        scores.append([service.evaluate(question.id, answer).score for answer in answers])
    references, others, away = np.array(scores).T
    assert references.mean() >= others.mean() + 20
    assert np.mean(references > others) >= 0.7
    assert (references >= away + 25).all()


@pytest.mark.model
@pytest.mark.parametrize("answer", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_real_encoder_takes_hostile_text(service: Service, answer: str) -> None:
    assert 0 <= service.evaluate("bias-variance-tradeoff", answer[:2000]).score <= 100


@pytest.mark.model
def test_a_real_batch_gives_what_single_calls_give(service: Service, pack: Pack) -> None:
    rubrics = [Rubric.of_question(question) for question in pack.questions[:4]]
    tasks = [GradedTask(r, q.reference) for r in rubrics for q in pack.questions[:2]]
    single = [service.evaluate_many([task])[0] for task in reversed(tasks)][::-1]
    assert service.evaluate_many(tasks) == single
