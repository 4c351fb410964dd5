"""Approximate stores saved and opened again."""

from __future__ import annotations

from math import inf
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest

from index import DamagedIndexError, Found, HnswStore, IvfPqStore, StaleIndexError, Vectors

ROWS = 600
DIMENSION = 16


class WalkingStore(HnswStore):
    """A graph that is walked however few vectors there are."""

    def _scan_up_to(self, k: int, share: float) -> float:
        return 0


class CodedStore(IvfPqStore):
    """Codes that are searched as soon as there are any."""

    def _scan_up_to(self, k: int, share: float) -> float:
        return inf if self._index is None else 0


Store: TypeAlias = HnswStore | IvfPqStore
Kind: TypeAlias = type[HnswStore] | type[IvfPqStore]

each_kind = pytest.mark.parametrize("kind", [WalkingStore, CodedStore])


def _vectors(count: int = ROWS) -> Vectors:
    vectors = np.random.default_rng(3).normal(size=(count, DIMENSION)).astype(np.float32)
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def _filled(kind: Kind) -> Store:
    store = kind(DIMENSION) if issubclass(kind, HnswStore) else kind(DIMENSION, train_at=400)
    store.add(range(ROWS), _vectors())
    return store


def _assert_same(found: Found, wanted: Found) -> None:
    assert np.array_equal(found.rows, wanted.rows)
    assert np.array_equal(found.scores, wanted.scores)


@each_kind
def test_an_opened_store_finds_what_the_saved_one_found(kind: Kind, tmp_path: Path) -> None:
    store = _filled(kind)
    digest = store.save(tmp_path / "store")
    opened = kind.open(tmp_path / "store", digest, range(ROWS), _vectors())
    assert opened.count() == ROWS
    for allowed in (None, range(0, ROWS, 3)):
        queries = _vectors(20)
        _assert_same(opened.search(queries, 7, allowed), store.search(queries, 7, allowed))
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


@each_kind
def test_vectors_may_be_given_in_any_order_and_from_a_file(kind: Kind, tmp_path: Path) -> None:
    digest = _filled(kind).save(tmp_path / "store")
    rows = np.random.default_rng(4).permutation(ROWS)
    np.save(tmp_path / "vectors.npy", _vectors()[rows])
    mapped = np.load(tmp_path / "vectors.npy", mmap_mode="r")
    opened = kind.open(tmp_path / "store", digest, rows.tolist(), mapped)
    assert np.array_equal(opened.vectors(range(ROWS)), _vectors())
    assert opened.search(_vectors()[[5]], 1).rows[0, 0] == 5


@each_kind
def test_an_opened_store_is_changed_like_any_other(kind: Kind, tmp_path: Path) -> None:
    store = _filled(kind)
    store.delete(range(100))
    digest = store.save(tmp_path / "store")
    opened = kind.open(tmp_path / "store", digest, range(100, ROWS), _vectors()[100:])
    assert opened.count() == ROWS - 100
    opened.add(range(50), _vectors()[:50])
    opened.add([7000], _vectors(ROWS + 1)[-1:])
    assert opened.delete([100, 101]) == 2
    left = [*range(50), *range(102, ROWS)]
    assert np.array_equal(opened.vectors(left), _vectors()[left])
    found = opened.search(_vectors()[[3, 100, 300]], 1).rows[:, 0]
    assert found[::2].tolist() == [3, 300]
    assert found[1] != 100
    assert opened.search(_vectors(ROWS + 1)[-1:], 1).rows[0, 0] == 7000
    again = opened.save(tmp_path / "store")
    rows = [*left, 7000]
    reopened = kind.open(tmp_path / "store", again, rows, opened.vectors(rows))
    _assert_same(reopened.search(_vectors(20), 5), opened.search(_vectors(20), 5))


@each_kind
def test_a_file_is_opened_only_as_it_was_saved(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "store"
    digest = _filled(kind).save(path)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(DamagedIndexError, match="not what was saved"):
        kind.open(path, digest, range(ROWS), _vectors())
    path.unlink()
    with pytest.raises(DamagedIndexError, match="cannot be read"):
        kind.open(path, digest, range(ROWS), _vectors())


@each_kind
def test_other_rows_are_refused(kind: Kind, tmp_path: Path) -> None:
    digest = _filled(kind).save(tmp_path / "store")
    with pytest.raises(StaleIndexError, match="other rows"):
        kind.open(tmp_path / "store", digest, range(1, ROWS + 1), _vectors())
    with pytest.raises(ValueError, match="shape"):
        kind.open(tmp_path / "store", digest, range(ROWS), _vectors()[:-1])


def test_a_store_of_another_kind_is_refused(tmp_path: Path) -> None:
    digest = _filled(HnswStore).save(tmp_path / "store")
    with pytest.raises(StaleIndexError, match="hnsw in format 1, not ivf-pq"):
        IvfPqStore.open(tmp_path / "store", digest, range(ROWS), _vectors())


@each_kind
def test_an_empty_store_is_saved_too(kind: Kind, tmp_path: Path) -> None:
    digest = kind(DIMENSION).save(tmp_path / "store")
    opened = kind.open(tmp_path / "store", digest, [], _vectors(0))
    assert opened.count() == 0
    opened.add([1], _vectors(1))
    assert opened.search(_vectors(1), 1).rows[0, 0] == 1


@each_kind
def test_a_file_that_cannot_be_written_leaves_nothing(kind: Kind, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    with pytest.raises(OSError, match="store"):
        _filled(kind).save(tmp_path / "store")
    assert [path.name for path in tmp_path.iterdir()] == ["store"]
