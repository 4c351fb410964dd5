"""Rows of several matrices as if they were one."""

from __future__ import annotations

import numpy as np
import pytest

from index import Vectors
from index.saved_vectors import VectorRows


def _matrix(*, rows: int, start: int = 0) -> Vectors:
    return np.arange(start * 3, (start + rows) * 3, dtype=np.float32).reshape(rows, 3)


@pytest.mark.parametrize("sizes", [[6], [1, 5], [2, 0, 3, 1]])
def test_rows_come_from_their_parts_in_the_order_asked_for(sizes: list[int]) -> None:
    parts = [_matrix(rows=size, start=sum(sizes[:n])) for n, size in enumerate(sizes)]
    order = np.array([5, 0, 3, 3, 1])
    rows = VectorRows(parts, order, 3)
    assert len(rows) == 5
    assert np.array_equal(rows.matrix(), _matrix(rows=6)[order])
    assert np.array_equal(rows[np.array([4, 0])], _matrix(rows=6)[[1, 5]])
    assert np.array_equal(rows[1:3], _matrix(rows=6)[[0, 3]])


def test_blocks_are_all_rows_in_order() -> None:
    order = np.random.default_rng(0).integers(0, 20_000, 40_000)
    rows = VectorRows([_matrix(rows=20_000)], order, 3)
    blocks = list(rows.blocks(1000))
    assert {len(block) for block in blocks} == {1000}
    assert np.array_equal(np.concatenate(blocks), _matrix(rows=20_000)[order])
    assert np.array_equal(rows.matrix(), np.concatenate(blocks))
    assert [len(block) for block in rows.blocks(30_000)] == [30_000, 10_000]


def test_rows_of_rows() -> None:
    inner = VectorRows([_matrix(rows=4)], np.array([3, 1]), 3)
    outer = VectorRows([inner, _matrix(rows=1, start=9)], np.array([2, 0, 1]), 3)
    assert np.array_equal(outer.matrix()[:, 0], [27, 9, 3])


def test_what_is_gathered_may_be_changed() -> None:
    part = _matrix(rows=2)
    VectorRows([part], np.array([0, 1]), 3).matrix()[:] = 0
    assert np.array_equal(part, _matrix(rows=2))


def test_no_rows() -> None:
    for parts in ([], [_matrix(rows=2)]):
        rows = VectorRows(parts, np.zeros(0, dtype=np.int64), 3)
        assert rows.matrix().shape == (0, 3)
        assert list(rows.blocks()) == []
