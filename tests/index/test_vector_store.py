"""The contract of a vector store, which every implementation must keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from math import inf
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import FaissStore, Found, HnswStore, IvfPqStore, Vectors, VectorStore

NewStore: TypeAlias = Callable[[int], VectorStore]
"""Makes an empty store for vectors of this dimension."""

TRAINED_AT = 1000


class WalkingStore(HnswStore):
    """A graph that is walked however few vectors there are."""

    def _scan_up_to(self, k: int, share: float) -> float:
        return 0


def _coded_store(dimension: int) -> IvfPqStore:
    return CodedStore(dimension, train_at=TRAINED_AT)


class CodedStore(IvfPqStore):
    """Codes that are searched as soon as there are any."""

    def _scan_up_to(self, k: int, share: float) -> float:
        return min(0, super()._scan_up_to(k, share)) if self.count() >= TRAINED_AT else inf


EXACT = [
    pytest.param(FaissStore, id="faiss"),
    pytest.param(HnswStore, id="hnsw, few"),
    pytest.param(IvfPqStore, id="ivf-pq, few"),
]
"""Stores that search these numbers of vectors exactly."""

APPROXIMATE = [
    pytest.param(WalkingStore, id="hnsw"),
    pytest.param(_coded_store, id="ivf-pq"),
]

every_store = pytest.mark.parametrize("new_store", EXACT + APPROXIMATE)
exact_store = pytest.mark.parametrize("new_store", EXACT)
approximate_store = pytest.mark.parametrize("new_store", APPROXIMATE)

DIMENSION = 4
ONES = np.eye(DIMENSION, dtype=np.float32)
UNITS = np.concatenate(
    [ONES, -ONES, np.array(list(product((0.5, -0.5), repeat=DIMENSION)), dtype=np.float32)]
)
"""24 unit vectors whose inner products are exact in float32, so that equal scores are equal."""


def _filled(new_store: NewStore, rows: Iterable[int], picks: Iterable[int]) -> VectorStore:
    """A store with UNITS[pick] under each row."""
    store = new_store(DIMENSION)
    store.add(list(rows), UNITS[list(picks)])
    return store


def _rows(found: Found) -> list[list[int]]:
    rows: list[list[int]] = found.rows.tolist()
    return rows


def _pairs(found: Found) -> list[list[tuple[int, float]]]:
    """Row and score of each find of each query."""
    both = zip(found.rows.tolist(), found.scores.tolist(), strict=True)
    return [list(zip(rows, scores, strict=True)) for rows, scores in both]


def _nothing_for(queries: int, found: Found) -> bool:
    return found.scores.shape == found.rows.shape == (queries, 0)


@every_store
def test_a_new_store_is_empty(new_store: NewStore) -> None:
    store = new_store(DIMENSION)
    assert store.count() == 0
    assert _nothing_for(2, store.search(ONES[:2], 3))
    assert _nothing_for(1, store.search(ONES[:1], 3, [1]))
    assert store.delete([1, 2]) == 0
    assert store.vectors([]).shape == (0, DIMENSION)


@every_store
def test_vectors_come_back_as_they_were_added(new_store: NewStore) -> None:
    vectors = np.random.default_rng(0).normal(size=(3, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    store = new_store(DIMENSION)
    store.add([7, 3, 2**40], vectors)
    assert store.count() == 3
    found = store.vectors([2**40, 7, 3, 7])
    assert found.dtype == np.float32
    assert np.array_equal(found, vectors[[2, 0, 1, 0]])


@every_store
def test_rows_are_added_in_several_calls(new_store: NewStore) -> None:
    store = _filled(new_store, [1, 2], [0, 1])
    store.add([], np.zeros((0, DIMENSION), dtype=np.float32))
    store.add(range(3, 5), UNITS[2:4])
    assert store.count() == 4
    assert np.array_equal(store.vectors([1, 2, 3, 4]), UNITS[:4])


@every_store
def test_changing_what_was_added_does_not_change_the_store(new_store: NewStore) -> None:
    vectors = ONES.copy()
    store = new_store(DIMENSION)
    store.add(range(4), vectors)
    vectors[:] = 9
    store.vectors([0])[:] = 9
    assert np.array_equal(store.vectors(range(4)), ONES)


@every_store
@pytest.mark.parametrize("rows", [[1], [5, 1], [5, 5]])
def test_a_row_that_is_there_is_refused_and_nothing_is_added(
    new_store: NewStore, rows: list[int]
) -> None:
    store = _filled(new_store, [1, 2], [0, 1])
    with pytest.raises(ValueError, match="already"):
        store.add(rows, UNITS[: len(rows)])
    assert store.count() == 2
    assert np.array_equal(store.vectors([1, 2]), UNITS[:2])
    with pytest.raises(KeyError):
        store.vectors([5])


@every_store
@pytest.mark.parametrize("shape", [(2, 3), (2, 5), (1, 4), (3, 4), (8,), (2,), (0, 4), (2, 4, 1)])
def test_vectors_of_a_wrong_shape_are_refused(new_store: NewStore, shape: tuple[int, ...]) -> None:
    store = new_store(DIMENSION)
    with pytest.raises(ValueError, match="shape"):
        store.add([1, 2], np.ones(shape, dtype=np.float32))
    assert store.count() == 0


@every_store
def test_a_row_that_is_not_there_is_a_key_error(new_store: NewStore) -> None:
    store = _filled(new_store, [1, 2], [0, 1])
    with pytest.raises(KeyError, match="3"):
        store.vectors([1, 3])


@every_store
def test_deleting_says_how_many_were_there(new_store: NewStore) -> None:
    store = _filled(new_store, range(4), range(4))
    assert store.delete(row for row in (1, 3, 3, 99)) == 2
    assert store.delete([1, 3]) == 0
    assert store.delete([]) == 0
    assert store.count() == 2
    assert np.array_equal(store.vectors([2, 0]), UNITS[[2, 0]])
    with pytest.raises(KeyError):
        store.vectors([1])
    assert _rows(store.search(ONES[1:2], 4)) == [[0, 2]]


@every_store
def test_a_deleted_row_can_be_added_again(new_store: NewStore) -> None:
    store = _filled(new_store, [0, 1], [0, 1])
    store.delete([0])
    store.add([0], UNITS[2:3])
    assert np.array_equal(store.vectors([0]), UNITS[2:3])
    assert _pairs(store.search(UNITS[2:3], 1)) == [[(0, 1.0)]]


@every_store
def test_a_store_can_be_emptied_and_filled_again(new_store: NewStore) -> None:
    store = _filled(new_store, range(4), range(4))
    assert store.delete(range(4)) == 4
    assert _nothing_for(1, store.search(ONES[:1], 2))
    store.add([2], ONES[:1])
    assert _pairs(store.search(ONES[:1], 2)) == [[(2, 1.0)]]


@every_store
def test_the_nearest_come_first_with_their_inner_products(new_store: NewStore) -> None:
    near = np.array([0.8, 0.6, 0, 0], dtype=np.float32)
    store = new_store(DIMENSION)
    store.add([10, 20, 30], np.stack([-ONES[0], near, ONES[0]]))
    found = store.search(ONES[:1], 3)
    assert found.rows.dtype == np.int64
    assert found.scores.dtype == np.float32
    assert _rows(found) == [[30, 20, 10]]
    assert found.scores[0].tolist() == pytest.approx([1, 0.8, -1])
    assert _pairs(store.search(ONES[:1], 2)) == [_pairs(found)[0][:2]]
    assert _pairs(store.search(ONES[:1], 99)) == _pairs(found)


@every_store
def test_each_query_has_its_own_neighbours(new_store: NewStore) -> None:
    store = _filled(new_store, range(4), range(4))
    assert _rows(store.search(ONES[[2, 0, 3]], 1)) == [[2], [0], [3]]
    assert store.search(np.zeros((0, DIMENSION), dtype=np.float32), 1).rows.shape == (0, 1)


@every_store
@pytest.mark.parametrize("k", [1, 2, 3, 4, 9])
def test_equal_scores_come_in_order_of_row_id(new_store: NewStore, k: int) -> None:
    store = _filled(new_store, [9, 5, 7, 1, 3], [0, 0, 0, 0, 1])
    assert _rows(store.search(ONES[:1], k)) == [[1, 5, 7, 9, 3][:k]]
    assert _rows(store.search(ONES[:1], k, [9, 7, 5])) == [[5, 7, 9][:k]]


@every_store
@pytest.mark.parametrize("k", [0, -1])
def test_less_than_one_neighbour_is_refused(new_store: NewStore, k: int) -> None:
    for store in (new_store(DIMENSION), _filled(new_store, [1], [0])):
        with pytest.raises(ValueError, match="give 1 or more"):
            store.search(ONES[:1], k)


@every_store
@pytest.mark.parametrize("shape", [(4,), (1, 3), (1, 5), (1, 1, 4), ()])
def test_a_query_of_a_wrong_shape_is_refused(new_store: NewStore, shape: tuple[int, ...]) -> None:
    for store in (new_store(DIMENSION), _filled(new_store, [1], [0])):
        with pytest.raises(ValueError, match="shape"):
            store.search(np.ones(shape, dtype=np.float32), 1)


@every_store
def test_the_limit_to_allowed_rows_acts_before_ranking(new_store: NewStore) -> None:
    """All of the nearest are not allowed, and yet k come back."""
    store = _filled(new_store, range(200), [0] * 190 + [1, 4] * 5)
    far = list(range(190, 200))
    assert _rows(store.search(ONES[:1], 5, far)) == [[190, 192, 194, 196, 198]]
    assert _rows(store.search(ONES[:1], 99, far)) == [far[::2] + far[1::2]]


@every_store
def test_allowed_rows_may_repeat_or_not_be_there(new_store: NewStore) -> None:
    store = _filled(new_store, range(4), range(4))
    store.delete([2])
    assert _rows(store.search(ONES[1:2], 9, [3, 1, 1, 2, 77, 3])) == [[1, 3]]
    assert _rows(store.search(ONES[1:2], 9, np.array([3, 1]))) == [[1, 3]]
    assert _nothing_for(1, store.search(ONES[:1], 9, [2, 77]))
    assert _nothing_for(2, store.search(ONES[:2], 9, []))


@every_store
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_it_finds_what_brute_force_finds(new_store: NewStore, data: st.DataObject) -> None:
    picks = st.integers(0, len(UNITS) - 1)
    content = data.draw(st.dictionaries(st.integers(0, 60), picks, max_size=40))
    store = _filled(new_store, content, content.values())
    deleted = data.draw(st.sets(st.integers(0, 60), max_size=10))
    assert store.delete(deleted) == len(deleted & content.keys())
    left = {row: pick for row, pick in content.items() if row not in deleted}
    assert store.count() == len(left)
    allowed = data.draw(st.none() | st.lists(st.integers(0, 60), max_size=30))
    k = data.draw(st.integers(1, 50))
    queries = UNITS[data.draw(st.lists(picks, min_size=1, max_size=25))]
    for query, found in zip(queries, _pairs(store.search(queries, k, allowed)), strict=True):
        scored = [
            (row, float(UNITS[pick] @ query))
            for row, pick in left.items()
            if allowed is None or row in allowed
        ]
        assert found == sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:k]


@exact_store
def test_many_vectors_are_searched_exactly(new_store: NewStore) -> None:
    queries, stored = _many()
    store = new_store(queries.shape[1])
    store.add(range(len(stored)), stored)
    scores = queries @ stored.T
    found = store.search(queries, 20)
    best = np.argsort(-scores, axis=1, kind="stable")[:, :20]
    assert np.array_equal(found.rows, best)
    assert found.scores == pytest.approx(np.take_along_axis(scores, best, 1), abs=1e-6)


@approximate_store
@pytest.mark.parametrize("allowed", [None, range(0, 2960, 2), range(7, 2960, 50)])
def test_an_approximate_store_finds_nearly_all(
    new_store: NewStore, allowed: Sequence[int] | None
) -> None:
    queries, stored = _many()
    store = new_store(queries.shape[1])
    store.add(range(len(stored)), stored)
    rows = np.array(range(len(stored)) if allowed is None else allowed)
    scores = queries @ stored[rows].T
    found = store.search(queries, 10, allowed)
    best = rows[np.argsort(-scores, axis=1)[:, :10]].tolist()
    hits = [len(set(b) & set(f)) for b, f in zip(best, _rows(found), strict=True)]
    assert sum(hits) >= 0.95 * 10 * len(queries)


@every_store
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_what_any_store_finds_is_true_and_as_much_as_was_asked(
    new_store: NewStore, data: st.DataObject
) -> None:
    """Exact scores in order, rows that are there and allowed, once each, and k of them."""
    queries, stored = _many()
    queries = queries[:5]
    store = new_store(queries.shape[1])
    store.add(range(len(stored)), stored)
    random = np.random.default_rng(data.draw(st.integers(0, 9)))
    gone = random.choice(len(stored), data.draw(st.sampled_from([0, 30, 900])), replace=False)
    assert store.delete(gone.tolist()) == len(gone)
    step = data.draw(st.sampled_from([1, 2, 100, 1000]))
    allowed = None if step == 1 else range(0, len(stored), step)
    possible = set(allowed or range(len(stored))) - set(gone.tolist())
    k = data.draw(st.sampled_from([1, 10, 200, 2900]))
    for query, found in zip(queries, _pairs(store.search(queries, k, allowed)), strict=True):
        rows, scores = map(list, zip(*found, strict=True))
        assert len(rows) == len(set(rows)) == min(k, len(possible))
        assert possible.issuperset(rows)
        assert scores == pytest.approx((stored[rows] @ query).tolist(), abs=1e-6)
        assert scores == sorted(scores, reverse=True)


@every_store
def test_changing_rows_again_and_again_leaves_what_was_put_last(new_store: NewStore) -> None:
    queries, stored = _many()
    store = new_store(queries.shape[1])
    store.add(range(1500), stored[:1500])
    random = np.random.default_rng(5)
    now = dict(enumerate(range(1500)))
    for start in range(1500, 2900, 100):
        rows = random.choice(1500, 100, replace=False).tolist()
        assert store.delete(rows) == 100
        store.add(rows, stored[start : start + 100])
        now.update(zip(rows, range(start, start + 100), strict=True))
    assert store.count() == 1500
    rows = sorted(now)
    assert np.array_equal(store.vectors(rows), stored[[now[row] for row in rows]])
    found = store.search(stored[now[7]][np.newaxis], 1)
    assert _rows(found) == [[7]]
    assert found.scores[0, 0] == pytest.approx(1, abs=1e-6)


@every_store
def test_many_equal_vectors_hide_no_other(new_store: NewStore) -> None:
    """As the name of a theme is among the texts of each of its questions."""
    queries, stored = _many()
    repeated = np.concatenate([np.repeat(stored[:3], 400, axis=0), stored[3:]])
    order = np.random.default_rng(6).permutation(len(repeated))
    store = new_store(queries.shape[1])
    store.add(range(len(repeated)), repeated[order])
    assert _rows(store.search(stored[:1], 400)) == [np.flatnonzero(order < 400).tolist()]
    scores = queries @ repeated[order].T
    least = -np.sort(-scores, axis=1)[:, 9:10]
    assert (store.search(queries, 10).scores >= least - 1e-6).mean() >= 0.97
    rows = np.flatnonzero(order < 400).tolist()
    assert store.delete(rows[1:]) == 399
    assert _rows(store.search(stored[:1], 1)) == [rows[:1]]


def _many() -> tuple[Vectors, Vectors]:
    """40 queries and 2,960 vectors of 32 dimensions, in groups as those of texts are."""
    random = np.random.default_rng(1)
    centres = random.normal(size=(200, 32))
    vectors = centres[random.integers(200, size=3000)] + random.normal(size=(3000, 32))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return vectors[:40], vectors[40:]
