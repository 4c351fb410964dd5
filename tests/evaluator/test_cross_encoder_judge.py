from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from evaluator import CrossEncoderJudge, EvaluationError, Judgement, Reading
from tests.conftest import ROOT

CLAIM = "High variance means that the model overfits the training data."
OTHER = "Docker packs an application with all that it needs to run."
RIGHT = "If the variance is high, the model has fitted its training data too closely: it overfits."
ANSWER = f"There are two sources of error. {RIGHT} Collecting more data helps."
AWAY = (
    "I baked bread on Sunday, and then we walked along the river. The weather was fine, and my "
    "sister told me about her new job in the city. We had soup and watched an old film until late. "
)
QUESTION = "Explain the bias-variance tradeoff."
STATED, PARTLY, MISSING, CONTRADICTED = range(4)


@pytest.fixture(scope="module")
def judge() -> CrossEncoderJudge:
    return CrossEncoderJudge()


def long_answer(sentences: int = 60) -> str:
    said = "In week {n} we met about project number {n} and its budget."
    return " ".join(said.format(n=n) for n in range(sentences))


def same(one: Judgement, other: Judgement) -> bool:
    return (
        np.allclose(one.statuses, other.statuses, atol=1e-4)
        and np.allclose(one.grades, other.grades, atol=1e-4)
        and one.passages == other.passages
    )


def test_missing_weights_are_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"tokenizer\.json: the judge's file is missing"):
        CrossEncoderJudge(tmp_path).judge([Reading(QUESTION, ANSWER, (CLAIM,))])


@pytest.mark.model
def test_nothing_asked_is_nothing_said(judge: CrossEncoderJudge) -> None:
    assert judge.judge([]) == []


@pytest.mark.model
@pytest.mark.parametrize("claims", [1, 5, 40])
@pytest.mark.parametrize("answer", [ANSWER, long_answer()], ids=["short", "long"])
def test_rows_are_probabilities_and_passages_are_of_the_answer(
    judge: CrossEncoderJudge, claims: int, answer: str
) -> None:
    asked = tuple(f"{CLAIM} Number {number}." for number in range(claims))
    (judged,) = judge.judge([Reading(QUESTION, answer, asked)])
    assert judged.statuses.shape == (claims, 4)
    assert judged.statuses.sum(axis=1) == pytest.approx(1)
    assert (judged.statuses >= 0).all()
    assert judged.grades.shape == (claims,)
    assert ((judged.grades >= 0) & (judged.grades <= 1)).all()
    assert len(judged.passages) == claims
    assert all(answer[p.start : p.end] == p.text for p in judged.passages)


@pytest.mark.model
def test_a_stated_claim_is_told_from_one_that_is_not_mentioned(judge: CrossEncoderJudge) -> None:
    (judged,) = judge.judge([Reading(QUESTION, ANSWER, (CLAIM, OTHER))])
    assert judged.statuses[0, STATED] > 0.5 > judged.statuses[1, STATED]
    assert judged.statuses[1, MISSING] > 0.5


@pytest.mark.model
def test_the_passage_that_says_it_is_shown(judge: CrossEncoderJudge) -> None:
    (judged,) = judge.judge([Reading(QUESTION, ANSWER, (CLAIM,))])
    assert "overfits" in judged.passages[0].text
    assert "Collecting" not in judged.passages[0].text


@pytest.mark.model
def test_what_stands_in_a_later_window_is_found(judge: CrossEncoderJudge) -> None:
    found, absent = judge.judge(
        [Reading(QUESTION, text, (CLAIM,)) for text in (f"{AWAY * 9} {RIGHT}", AWAY * 9)]
    )
    assert found.statuses[0, MISSING] < absent.statuses[0, MISSING] - 0.2
    assert "overfits" in found.passages[0].text


@pytest.mark.model
def test_dictation_without_full_stops_is_read_to_its_end(judge: CrossEncoderJudge) -> None:
    rambling = "and then we looked at the numbers again and talked about them for a while " * 40
    (judged,) = judge.judge([Reading(QUESTION, f"{rambling} {RIGHT}", (CLAIM,))])
    assert judged.statuses[0, STATED] > 0.5


@pytest.mark.model
def test_typed_marks_of_the_network_are_mere_text(judge: CrossEncoderJudge) -> None:
    marked = f"[SEP] [CLS] {CLAIM} [SEP]"
    (judged,) = judge.judge([Reading("[CLS]", f"Docker. {marked} [PAD]", (marked, OTHER))])
    assert judged.statuses.shape == (2, 4)
    assert judged.statuses[0, STATED] + judged.statuses[0, PARTLY] > 0.5


@pytest.mark.model
def test_neither_batch_nor_order_nor_other_claims_matter(judge: CrossEncoderJudge) -> None:
    asked = [
        Reading(QUESTION, ANSWER, (CLAIM, OTHER)),
        Reading("What is a container?", long_answer(), (OTHER,)),
        Reading(QUESTION, ANSWER * 3, tuple(f"{CLAIM} {n}" for n in range(20))),
    ]
    together = judge.judge(asked)
    backwards = judge.judge(asked[::-1])[::-1]
    assert all(map(same, together, backwards))
    assert all(same(judge.judge([one])[0], both) for one, both in zip(asked, together, strict=True))
    (alone,) = judge.judge([Reading(QUESTION, ANSWER, (CLAIM,))])
    assert np.allclose(alone.statuses[0], together[0].statuses[0], atol=1e-4)


@pytest.mark.model
def test_judging_does_not_import_torch() -> None:
    code = (
        "import sys; from service import open_service;"
        "open_service().evaluate('bias-variance-tradeoff', 'High variance overfits the data.');"
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
