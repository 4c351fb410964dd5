"""When approximate stores build, train and rebuild."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from index import FaissStore, HnswStore, IvfPqStore, Vectors
from index.approximate_store import Pool
from index.row_table import Numbers

DIMENSION = 16


def _vectors(count: int, seed: int = 0) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


class CountingStore(HnswStore):
    """Counts how often its graph was begun."""

    begun = 0

    def _clear(self) -> None:
        self.begun += 1
        super()._clear()


def test_a_graph_is_built_again_only_when_most_of_it_is_dead() -> None:
    store = CountingStore(DIMENSION)
    store.add(range(100), _vectors(100))
    for row in range(50):
        store.delete([row])
    assert store.begun == 1
    store.delete([50])
    assert store.begun == 2
    assert np.array_equal(store.vectors(range(51, 100)), _vectors(100)[51:])
    store.delete(range(51, 70))
    store.add(range(70), _vectors(70, seed=1))
    assert store.begun == 2


def test_a_row_that_comes_back_takes_its_place_in_the_graph_again() -> None:
    store = CountingStore(DIMENSION)
    store.add(range(10), _vectors(10))
    for _ in range(50):
        store.delete([3])
        store.add([3], _vectors(10)[3:4])
    assert store.begun == 1
    assert len(store._exact) == 10


class LostStore(HnswStore):
    """A graph whose walks lead nowhere."""

    def _scan_up_to(self, k: int, share: float) -> float:
        return 0

    def _proposed(self, query: Vectors, k: int, pool: Pool) -> Numbers:
        return super()._proposed(query, k, pool)[:1]


def test_where_a_walk_finds_too_few_all_are_scored() -> None:
    lost, exact = LostStore(DIMENSION), FaissStore(DIMENSION)
    for store in (lost, exact):
        store.add(range(200), _vectors(200))
    for allowed in (None, range(0, 200, 3)):
        found = lost.search(_vectors(5, seed=1), 10, allowed)
        wanted = exact.search(_vectors(5, seed=1), 10, allowed)
        assert found.rows.tolist() == wanted.rows.tolist()


class TrainingStore(IvfPqStore):
    """Tells for how many vectors its codes were trained."""

    def __init__(self) -> None:
        super().__init__(DIMENSION, train_at=300)
        self.sizes: list[int] = []

    def _trained(self, size: int) -> Any:
        self.sizes.append(size)
        return super()._trained(size)


def test_codes_are_trained_when_there_are_enough_vectors_and_when_they_are_outgrown() -> None:
    store = TrainingStore()
    vectors = _vectors(2500)
    sizes = [100, 299, 300, 301, 2399, 2400, 2500]
    for start, end in zip([0, *sizes], sizes, strict=False):
        store.add(range(start, end), vectors[start:end])
        assert store.search(vectors[end - 1 : end], 1).rows.tolist() == [[end - 1]]
    assert store.sizes == [300, 2400]
    assert np.array_equal(store.vectors(range(2500)), vectors)


def test_vectors_of_a_store_of_codes_are_in_a_file_of_the_folder(tmp_path: Any) -> None:
    store = IvfPqStore(DIMENSION, tmp_path)
    store.add(range(5), _vectors(5))
    assert np.array_equal(store.vectors(range(5)), _vectors(5))
    with pytest.raises(FileNotFoundError):
        IvfPqStore(DIMENSION, tmp_path / "none").add([1], _vectors(1))
