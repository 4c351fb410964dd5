from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator import Evaluation, Evaluator, Feedback, Status, Verdict
from tests.conftest import FakeEncoder, FakeJudge
from tests.evaluator.made import (
    BALANCE,
    BIAS,
    CALIBRATION,
    CLAIMS,
    RUBRIC,
    SWAPPED,
    TUNING,
    VARIANCE,
    PartlyJudge,
    denied,
)

WORDS = st.lists(
    st.sampled_from(["noise", "and\nsome", "models", "(ß)", "fit,", "λ;", "过拟合", "too"]),
    max_size=6,
)
SENTENCES = st.sampled_from([*CLAIMS, *map(denied, CLAIMS), SWAPPED]) | WORDS.map(" ".join)
ANSWERS = st.lists(SENTENCES, max_size=6).flatmap(
    lambda said: st.sampled_from([" ", "\n- ", ".\r\n\r\n", "; "]).map(lambda gap: gap.join(said))
)


def evaluated(answer: str) -> Evaluation:
    return Evaluator(FakeEncoder(), FakeJudge(), CALIBRATION).evaluate(RUBRIC, answer)


def lines(feedback: Feedback) -> tuple[str, ...]:
    return (*feedback.strengths, *feedback.corrections, *feedback.gaps)


def plain(text: str) -> str:
    return " ".join(text.split())


@given(ANSWERS)
def test_only_words_of_the_answer_are_quoted(answer: str) -> None:
    for line in lines(evaluated(answer).feedback):
        for quote in re.findall("“(.*?)”", line):
            assert quote
            assert quote in plain(answer)


@given(ANSWERS)
def test_each_concept_of_an_answer_is_spoken_of_once(answer: str) -> None:
    evaluation = evaluated(answer)
    feedback = evaluation.feedback
    if evaluation.gates:
        assert lines(feedback) == ()
        return
    of_status = {
        Status.STATED: feedback.strengths,
        Status.CONTRADICTED: feedback.corrections,
        Status.MISSING: feedback.gaps,
    }
    for status, said in of_status.items():
        labels = {c.label for c in evaluation.concepts if c.status is status}
        assert {line.split(" (core)")[0].split(":")[0] for line in said} == labels
        assert len(said) == len(labels)


def test_a_strength_quotes_what_was_said() -> None:
    feedback = evaluated(f"Well. {VARIANCE}").feedback
    assert feedback.strengths == (f"Variance: you say “{VARIANCE[:-1]}”.",)


def test_a_gap_tells_the_claim_and_marks_the_core() -> None:
    gaps = evaluated(VARIANCE).feedback.gaps
    assert gaps == (f"Bias (core): {BIAS}", f"Balance: {BALANCE}", f"Tuning: {TUNING}")


def test_a_correction_names_the_misconception_and_what_is_right() -> None:
    (correction,) = evaluated(f"{VARIANCE} {SWAPPED}").feedback.corrections
    assert correction.startswith("Bias: you say “Bias grows with every additional parameter”.")
    assert "misconception" in correction
    assert correction.endswith(f"In fact: {BIAS}")


def test_a_correction_without_a_misconception_speaks_of_none() -> None:
    (correction,) = evaluated(f"{BIAS} {denied(VARIANCE)}").feedback.corrections
    assert "misconception" not in correction
    assert correction.endswith(f"In fact: {VARIANCE}")


def test_what_is_said_in_part_is_a_gap_that_quotes_it() -> None:
    evaluator = Evaluator(FakeEncoder(), PartlyJudge(), CALIBRATION)
    gaps = evaluator.evaluate(RUBRIC, "Bias is error of a sort").feedback.gaps
    assert gaps[0] == f"Bias: “Bias is error of a sort” is part of it. {BIAS}"


def test_core_concepts_come_first_and_then_the_weightier() -> None:
    gaps = evaluated("The bias and the variance are famous in some labs.").feedback.gaps
    assert [gap.split(":")[0] for gap in gaps] == ["Bias (core)", "Variance", "Balance", "Tuning"]


def test_the_summary_counts() -> None:
    summary = evaluated(f"{BIAS} {denied(VARIANCE)}").feedback.summary
    assert "1 of 4 key concepts stated, 1 contradicted." in summary
    assert "core mistake" not in summary


def test_the_summary_puts_a_core_mistake_first() -> None:
    assert "core mistake" in evaluated(f"{denied(BIAS)} {VARIANCE}").feedback.summary


@pytest.mark.parametrize("count", range(5))
def test_the_summary_follows_the_verdict(count: int) -> None:
    evaluation = evaluated(" ".join(["The bias in a lab weighs little.", *CLAIMS[:count]]))
    first = {
        Verdict.STRONG: "A strong answer",
        Verdict.GOOD: "A good answer",
        Verdict.PARTIAL: "A partial answer",
        Verdict.WEAK: "A weak answer",
        Verdict.WRONG: "This answer does not say",
    }
    assert evaluation.feedback.summary.startswith(first[evaluation.verdict])


def test_a_claim_without_a_full_stop_gets_one() -> None:
    rubric = RUBRIC.of_texts("What is bias?", ["Bias is error of a simple model"])
    evaluator = Evaluator(FakeEncoder(), FakeJudge(), CALIBRATION)
    gaps = evaluator.evaluate(rubric, "A simple model is a famous sort of model.").feedback.gaps
    assert gaps[0].endswith("Bias is error of a simple model.")
