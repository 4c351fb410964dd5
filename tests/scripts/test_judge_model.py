from __future__ import annotations

from pathlib import Path

import pytest
import torch

from _judge_model import JudgeModel, export_judge, shipped_state
from evaluator import CrossEncoderJudge, Reading, encode_parts, inputs_of, lay_out

pytestmark = pytest.mark.model

QUESTION = "What is overfitting?"
ANSWER = "The model learns the noise of its training data. It does badly on new data."
CLAIMS = ("An overfitted model fits noise.", "Overfitting hurts on unseen data.")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[JudgeModel, Path]:
    torch.manual_seed(0)
    model = JudgeModel().eval()
    folder = tmp_path_factory.mktemp("judge")
    export_judge(model.state_dict(), folder)
    return model, folder


def test_the_exported_network_says_what_the_trained_one_says(
    exported: tuple[JudgeModel, Path],
) -> None:
    model, folder = exported
    judge = CrossEncoderJudge(folder)
    (judged,) = judge.judge([Reading(QUESTION, ANSWER, CLAIMS)])
    asked, said, *claims = encode_parts(judge._tokenizer, [QUESTION, ANSWER, *CLAIMS])
    inputs = inputs_of([lay_out(asked, said, claims)])
    with torch.no_grad():
        expected = model(*map(torch.from_numpy, inputs.values()))
    assert judged.statuses == pytest.approx(expected.status[0].softmax(-1).numpy(), abs=0.01)
    assert judged.grades == pytest.approx(expected.grade[0].sigmoid().numpy(), abs=0.01)


def test_training_can_go_on_from_exported_weights(exported: tuple[JudgeModel, Path]) -> None:
    model, folder = exported
    state, written = model.state_dict(), shipped_state(folder)
    assert written.keys() == state.keys()
    for name, values in state.items():
        assert written[name].shape == values.shape, name
        largest = float(values.abs().max())
        assert torch.allclose(written[name], values, atol=largest / 127), name
