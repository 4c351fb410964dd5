"""Approximate stores saved and opened again."""

from __future__ import annotations

from math import inf
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest

from index import DamagedIndexError, Found, HnswStore, IvfPqStore, StaleIndexError, Vectors
from index.saved_vectors import VectorRows

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
def test_a_store_is_opened_as_it_is_with_other_rows_by_now(kind: Kind, tmp_path: Path) -> None:
    """Vectors are known again under other ids; those that are not known are added."""
    digest = _filled(kind).save(tmp_path / "store")
    vectors = _vectors(ROWS + 20)[30:]
    opened = kind.open(tmp_path / "store", digest, range(len(vectors)), vectors)
    assert opened.count() == len(vectors)
    assert opened.unsaved() == (20, 30)
    assert opened.search(vectors, 1).rows[:, 0].tolist() == list(range(len(vectors)))
    assert (opened.search(_vectors(30), 1).scores < 0.999).all()
    again = opened.save(tmp_path / "store")
    assert opened.unsaved() == (0, 0)
    reopened = kind.open(tmp_path / "store", again, range(len(vectors)), vectors)
    assert reopened.unsaved() == (0, 0)
    _assert_same(reopened.search(_vectors(20), 5), opened.search(_vectors(20), 5))


@each_kind
def test_a_vector_that_comes_back_has_its_place_in_the_file_still(
    kind: Kind, tmp_path: Path
) -> None:
    store = _filled(kind)
    store.delete([5])
    digest = store.save(tmp_path / "store")
    opened = kind.open(tmp_path / "store", digest, range(ROWS), _vectors())
    assert opened.unsaved() == (0, 0)
    assert opened.search(_vectors()[5:6], 1).rows.tolist() == [[5]]


@each_kind
def test_equal_vectors_share_a_place_however_many_rows_hold_it(kind: Kind, tmp_path: Path) -> None:
    digest = _filled(kind).save(tmp_path / "store")
    vectors = np.concatenate([_vectors(), _vectors(7), _vectors(ROWS + 1)[[-1, -1]]])
    opened = kind.open(tmp_path / "store", digest, range(len(vectors)), vectors)
    assert opened.unsaved() == (1, 0)
    assert opened.search(_vectors(7), 2).rows.tolist() == [[n, ROWS + n] for n in range(7)]
    assert opened.search(vectors[-1:], 2).rows.tolist() == [[ROWS + 7, ROWS + 8]]


@each_kind
def test_a_store_of_which_little_is_left_is_refused(kind: Kind, tmp_path: Path) -> None:
    digest = _filled(kind).save(tmp_path / "store")
    half = _vectors()[: ROWS // 2]
    assert kind.open(tmp_path / "store", digest, range(len(half)), half).count() == len(half)
    with pytest.raises(StaleIndexError, match="most of the texts that it was made of have gone"):
        kind.open(tmp_path / "store", digest, range(len(half) - 1), half[1:])
    with pytest.raises(StaleIndexError, match="have gone"):
        kind.open(tmp_path / "store", digest, [], _vectors(0))


@each_kind
def test_vectors_of_a_wrong_shape_are_refused(kind: Kind, tmp_path: Path) -> None:
    digest = _filled(kind).save(tmp_path / "store")
    with pytest.raises(ValueError, match="shape"):
        kind.open(tmp_path / "store", digest, range(ROWS), _vectors()[:-1])
    with pytest.raises(ValueError, match="already"):
        kind.open(tmp_path / "store", digest, [1] * ROWS, _vectors())


def test_a_walk_passes_through_what_was_deleted_where_its_vector_is_known(tmp_path: Path) -> None:
    digest = _filled(WalkingStore).save(tmp_path / "store")
    left, gone = _vectors()[:400], VectorRows.of(_vectors()[350:])
    opened = WalkingStore.open(tmp_path / "store", digest, range(400), left, gone)
    assert np.array_equal(opened._exact.take(np.arange(400, ROWS)), _vectors()[400:])
    again = opened.save(tmp_path / "store")
    opened = WalkingStore.open(tmp_path / "store", again, range(400), left)
    assert np.array_equal(opened._exact.take(np.arange(400, ROWS)), _vectors()[400:])
    unknown = WalkingStore.open(tmp_path / "store", again, range(380), left[:380])
    assert np.array_equal(unknown._exact.take(np.arange(380, 401))[:-1], np.zeros((20, DIMENSION)))
    best = np.argsort(-(_vectors(20) @ left.T), axis=1)[:, :5]
    for store in (opened, unknown):
        found = store.search(_vectors(20), 5).rows
        assert np.mean([len({*f} & {*b}) for f, b in zip(found, best, strict=True)]) > 4.5


@each_kind
def test_a_store_is_filled_from_vectors_where_they_are(kind: Kind) -> None:
    store = kind(DIMENSION) if issubclass(kind, HnswStore) else kind(DIMENSION, train_at=400)
    halves = VectorRows([_vectors()[:250], _vectors()[250:]], np.arange(ROWS), DIMENSION)
    store.fill(range(ROWS), halves)
    queries = _vectors(20)
    _assert_same(store.search(queries, 7), _filled(kind).search(queries, 7))
    assert store.unsaved() == (ROWS, 0)
    with pytest.raises(ValueError, match="already"):
        kind(DIMENSION).fill([1] * ROWS, halves)


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
