from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from evaluator import ClaimPassage, CrossEncoderJudge, EvaluationError, passages
from evaluator.cross_encoder_judge import WINDOW_WORDS, answer_windows
from service import Service
from tests.conftest import ROOT, FakeEncoder

CLAIM = "High variance means that the model overfits the training data."
RIGHT = "With high variance a model overfits: it follows the training sample too closely."
ANSWER = f"There are two sources of error. {RIGHT} Collecting more data helps."


def pairs_of(claim: str, answer: str) -> list[ClaimPassage]:
    return [ClaimPassage("Explain.", claim, p.text, answer) for p in passages(answer)]


@pytest.fixture(scope="module")
def judge(service: Service) -> CrossEncoderJudge:
    return CrossEncoderJudge(service.encoder)


def test_a_short_answer_is_read_whole() -> None:
    assert answer_windows(ANSWER) == [ANSWER]


def test_a_long_answer_is_read_in_windows_of_whole_sentences() -> None:
    said = [f"Sentence number {n} says that model {n} has a bias of {n / 10}." for n in range(60)]
    windows = answer_windows(" ".join(said))
    assert " ".join(windows) == " ".join(said)
    assert all(len(window.split()) <= WINDOW_WORDS for window in windows)
    assert all(len(f"{a} {b}".split()) > WINDOW_WORDS for a, b in pairwise(windows))


def test_missing_weights_are_a_clear_error(tmp_path: Path, fake_encoder: FakeEncoder) -> None:
    judge = CrossEncoderJudge(fake_encoder, tmp_path)
    with pytest.raises(EvaluationError, match=r"tokenizer\.json: the judge's file is missing"):
        judge.judge(pairs_of(CLAIM, ANSWER))


@pytest.mark.model
def test_no_pairs_give_no_rows(judge: CrossEncoderJudge) -> None:
    assert judge.judge([]).shape == (0, 4)


@pytest.mark.model
def test_rows_are_probabilities(judge: CrossEncoderJudge) -> None:
    table = judge.judge(pairs_of(CLAIM, ANSWER))
    assert table.sum(axis=1) == pytest.approx(1)
    assert (table >= -1e-9).all()


@pytest.mark.model
def test_a_stated_claim_is_told_from_one_that_is_not_mentioned(judge: CrossEncoderJudge) -> None:
    away = "Docker packs an application with all that it needs to run."
    stated = judge.judge(pairs_of(CLAIM, ANSWER)).max(axis=0)[0]
    assert stated > 0.5 > judge.judge(pairs_of(CLAIM, away)).max(axis=0)[0]


@pytest.mark.model
def test_the_passage_that_says_it_is_the_strongest(judge: CrossEncoderJudge) -> None:
    pairs = pairs_of(CLAIM, ANSWER)
    strongest = pairs[int(judge.judge(pairs)[:, 0].argmax())].passage
    assert "overfits" in strongest


@pytest.mark.model
def test_neither_batch_nor_order_matters(judge: CrossEncoderJudge) -> None:
    asked = [*pairs_of(CLAIM, ANSWER), *pairs_of("Docker isolates processes.", ANSWER * 3)]
    together = judge.judge(asked)
    backwards = judge.judge(asked[::-1])[::-1]
    alone = judge.judge(pairs_of(CLAIM, ANSWER))
    np.testing.assert_allclose(together, backwards, atol=1e-4)
    np.testing.assert_allclose(together[: len(alone)], alone, atol=1e-4)


@pytest.mark.model
def test_judging_does_not_import_torch() -> None:
    code = (
        "import sys; from evaluator import ClaimPassage; from service import open_service;"
        "open_service().evaluate('bias-variance-tradeoff', 'High variance overfits the data.');"
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
