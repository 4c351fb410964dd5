from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from evaluator import (
    CALIBRATION_FILE,
    CONCEPT_FEATURES,
    SCORE_FEATURES,
    STATUSES,
    EvaluationError,
    ScoreModel,
    load_calibration,
)

Change = Callable[[dict[str, Any]], object]


MODELS = [load_calibration().written, load_calibration().reference_only]


@pytest.mark.parametrize("model", MODELS, ids=["written", "reference_only"])
def test_the_shipped_score_and_its_interval_never_fall_as_any_good_feature_rises(
    model: ScoreModel,
) -> None:
    weights = np.array(model.weights)
    made = [model.score(at * np.where(weights > 0, 1, -1)) for at in np.linspace(-3, 3, 2001)]
    for one, other in pairwise(made):
        assert all(before <= after for before, after in zip(one, other, strict=True))
    assert made[0][0] == 0.0
    assert made[-1][0] == 100.0


@pytest.mark.parametrize("model", MODELS, ids=["written", "reference_only"])
def test_only_contradictions_take_away(model: ScoreModel) -> None:
    weights = dict(zip(SCORE_FEATURES, model.weights, strict=True))
    wrong = {"contradicted", "core_contradicted"}
    assert all(
        (weight <= 0) if name in wrong else (weight >= 0) for name, weight in weights.items()
    )


def test_with_written_concepts_coverage_decides_and_wording_does_not() -> None:
    weights = dict(zip(SCORE_FEATURES, load_calibration().written.weights, strict=True))
    assert weights["coverage"] >= weights["grade"]
    assert weights["coverage"] > 0
    assert weights["similarity"] == 0


def test_the_shipped_gate_and_interval_are_shares() -> None:
    calibration = load_calibration()
    assert -1 <= calibration.off_topic_similarity < 1
    assert 0.5 <= calibration.interval_share < 1


def test_the_shipped_models_have_a_coefficient_for_each_feature() -> None:
    model = load_calibration().concept
    assert len(model.intercepts) == len(STATUSES)
    assert [len(row) for row in model.coefficients] == [len(CONCEPT_FEATURES)] * len(STATUSES)


def test_a_copy_of_the_shipped_file_is_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "fitted.json"
    path.write_bytes(CALIBRATION_FILE.read_bytes())
    assert load_calibration(path) == load_calibration()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"{}", b'{"format_version": 1}']
)
def test_a_file_of_something_else_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "fitted.json"
    path.write_bytes(content)
    with pytest.raises(EvaluationError, match=r"fitted\.json"):
        load_calibration(path)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"no-such\.json"):
        load_calibration(tmp_path / "no-such.json")


@pytest.mark.parametrize(
    "change",
    [
        lambda fitted: fitted.pop("calibration"),
        lambda fitted: fitted.update(format_version=1),
        lambda fitted: fitted.update(judge_sha256="0" * 64),
        lambda fitted: fitted.update(surprise=1),
        lambda fitted: fitted["calibration"]["concept"]["intercepts"].pop(),
        lambda fitted: fitted["calibration"]["concept"]["coefficients"].pop(),
        lambda fitted: fitted["calibration"]["concept"]["coefficients"][0].pop(),
        lambda fitted: fitted["calibration"]["concept"]["coefficients"][3].append(1.0),
        lambda fitted: fitted["calibration"].update(interval_share="most"),
        lambda fitted: fitted["calibration"].update(off_topic_similarity=None),
        lambda fitted: fitted["calibration"]["written"]["weights"].pop(),
        lambda fitted: fitted["calibration"]["written"]["raw_knots"].pop(),
        lambda fitted: fitted["calibration"]["written"]["raw_knots"].reverse(),
        lambda fitted: fitted["calibration"]["reference_only"]["score_knots"].reverse(),
        lambda fitted: fitted["calibration"]["reference_only"]["high"].reverse(),
        lambda fitted: fitted["calibration"]["written"].update(
            raw_knots=[], score_knots=[], low=[], high=[]
        ),
        lambda fitted: fitted["calibration"]["written"]["score_knots"].__setitem__(-1, 1000.0),
    ],
)
def test_constants_that_do_not_fit_are_refused_by_name(tmp_path: Path, change: Change) -> None:
    fitted = json.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))
    change(fitted)
    path = tmp_path / "fitted.json"
    path.write_text(json.dumps(fitted), encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"fitted\.json"):
        load_calibration(path)
