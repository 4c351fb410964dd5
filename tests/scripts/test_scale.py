"""The measuring of vector stores: made vectors, and what is counted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from _cost_curve import draw_costs
from _made_vectors import REPEATED_SHARE, bank_cosines, fitted_maker, made_cosines, repeat_some
from _store_costs import measure
from index import StoreKind, Vectors


def _bank() -> Vectors:
    random = np.random.default_rng(0)
    bank = random.normal(size=(60, 16))[random.integers(60, size=300)]
    bank += 0.5 * random.normal(size=bank.shape)
    unit: Vectors = (bank / np.linalg.norm(bank, axis=1, keepdims=True)).astype(np.float32)
    return unit


@pytest.mark.parametrize("count", [200, 2000])
def test_made_vectors_are_as_close_to_each_other_as_the_banks(count: int) -> None:
    bank = _bank()
    maker = fitted_maker(bank, count)
    made = np.concatenate(list(maker.chunks(count, stream=0)))
    assert made.shape == (count, 16)
    assert np.linalg.norm(made, axis=1) == pytest.approx(np.ones(count), abs=1e-5)
    wanted = np.percentile(bank_cosines(bank), [25, 50, 75])
    assert np.percentile(made_cosines(maker, count), [25, 50, 75]) == pytest.approx(wanted, abs=0.1)


def test_a_share_of_the_vectors_is_repeated() -> None:
    vectors = np.concatenate(list(fitted_maker(_bank(), 2000).chunks(2000, stream=0)))
    repeat_some(vectors)
    repeated = 1 - len(np.unique(vectors, axis=0)) / len(vectors)
    assert repeated == pytest.approx(REPEATED_SHARE, abs=0.02)


def test_costs_are_measured_and_drawn(tmp_path: Path) -> None:
    maker = fitted_maker(_bank(), 500)
    np.save(tmp_path / "vectors.npy", np.concatenate(list(maker.chunks(500, stream=0))))
    np.save(tmp_path / "queries.npy", np.concatenate(list(maker.chunks(30, stream=1))))
    costs = [measure(kind, tmp_path, threads=1) for kind in StoreKind]
    assert [cost.recall for cost in costs] == [1, 1, 1]
    assert [recall for cost in costs for recall, _ in cost.allowed.values()] == [1] * 9
    assert costs[0].disk == 0 < costs[2].disk < costs[1].disk
    assert all(cost.query_ms > 0 for cost in costs)
    draw_costs(costs, tmp_path / "costs.svg")
    assert "ivf-pq" in (tmp_path / "costs.svg").read_text(encoding="utf-8")
