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
    STATUSES,
    EvaluationError,
    load_calibration,
)

Change = Callable[[dict[str, Any]], object]


def test_the_shipped_score_never_falls_as_the_raw_score_rises() -> None:
    calibration = load_calibration()
    scores = [calibration.score(raw) for raw in np.linspace(-3, 3, 2001)]
    assert all(one <= other for one, other in pairwise(scores))
    assert scores[0] == 0.0
    assert scores[-1] == 100.0


def test_the_shipped_costs_only_take_away() -> None:
    calibration = load_calibration()
    assert calibration.contradiction_cost >= 0
    assert calibration.core_cost >= 0
    assert -1 <= calibration.off_topic_similarity < 1


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
        lambda fitted: fitted.update(format_version=2),
        lambda fitted: fitted.update(surprise=1),
        lambda fitted: fitted["calibration"]["concept"]["intercepts"].pop(),
        lambda fitted: fitted["calibration"]["concept"]["coefficients"].pop(),
        lambda fitted: fitted["calibration"]["concept"]["coefficients"][0].pop(),
        lambda fitted: fitted["calibration"]["concept"]["coefficients"][3].append(1.0),
        lambda fitted: fitted["calibration"].update(core_cost="dear"),
        lambda fitted: fitted["calibration"].update(off_topic_similarity=None),
        lambda fitted: fitted["calibration"]["raw_knots"].pop(),
        lambda fitted: fitted["calibration"]["raw_knots"].reverse(),
        lambda fitted: fitted["calibration"]["score_knots"].reverse(),
        lambda fitted: fitted["calibration"].update(raw_knots=[], score_knots=[]),
        lambda fitted: fitted["calibration"]["score_knots"].__setitem__(-1, 1000.0),
    ],
)
def test_constants_that_do_not_fit_are_refused_by_name(tmp_path: Path, change: Change) -> None:
    fitted = json.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))
    change(fitted)
    path = tmp_path / "fitted.json"
    path.write_text(json.dumps(fitted), encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"fitted\.json"):
        load_calibration(path)
