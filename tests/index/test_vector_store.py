"""The contract of a vector store, which every implementation must keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import FaissStore, Neighbour, VectorStore

NewStore: TypeAlias = Callable[[int], VectorStore]
"""Makes an empty store for vectors of this dimension."""

STORES = [pytest.param(FaissStore, id="faiss")]
"""Every implementation of the contract; all tests of this file run on each."""

every_store = pytest.mark.parametrize("new_store", STORES)

DIMENSION = 4
ONES = np.eye(DIMENSION, dtype=np.float32)
EXACT = np.concatenate(
    [ONES, -ONES, np.array(list(product((0.5, -0.5), repeat=DIMENSION)), dtype=np.float32)]
)
"""24 unit vectors whose inner products are exact in float32, so that equal scores are equal."""


def _filled(new_store: NewStore, rows: Iterable[int], picks: Iterable[int]) -> VectorStore:
    """A store with EXACT[pick] under each row."""
    store = new_store(DIMENSION)
    store.add(list(rows), EXACT[list(picks)])
    return store


def _rows(found: list[list[Neighbour]]) -> list[list[int]]:
    return [[neighbour.row for neighbour in neighbours] for neighbours in found]


@every_store
def test_a_new_store_is_empty(new_store: NewStore) -> None:
    store = new_store(DIMENSION)
    assert store.count() == 0
    assert store.search(ONES[:2], 3) == [[], []]
    assert store.search(ONES[:1], 3, [1]) == [[]]
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
    store.add(range(3, 5), EXACT[2:4])
    assert store.count() == 4
    assert np.array_equal(store.vectors([1, 2, 3, 4]), EXACT[:4])


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
        store.add(rows, EXACT[: len(rows)])
    assert store.count() == 2
    assert np.array_equal(store.vectors([1, 2]), EXACT[:2])
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
    assert np.array_equal(store.vectors([2, 0]), EXACT[[2, 0]])
    with pytest.raises(KeyError):
        store.vectors([1])
    assert _rows(store.search(ONES[1:2], 4)) == [[0, 2]]


@every_store
def test_a_deleted_row_can_be_added_again(new_store: NewStore) -> None:
    store = _filled(new_store, [0, 1], [0, 1])
    store.delete([0])
    store.add([0], EXACT[2:3])
    assert np.array_equal(store.vectors([0]), EXACT[2:3])
    assert store.search(EXACT[2:3], 1) == [[Neighbour(0, 1.0)]]


@every_store
def test_a_store_can_be_emptied_and_filled_again(new_store: NewStore) -> None:
    store = _filled(new_store, range(4), range(4))
    assert store.delete(range(4)) == 4
    assert store.search(ONES[:1], 2) == [[]]
    store.add([2], ONES[:1])
    assert store.search(ONES[:1], 2) == [[Neighbour(2, 1.0)]]


@every_store
def test_the_nearest_come_first_with_their_inner_products(new_store: NewStore) -> None:
    near = np.array([0.8, 0.6, 0, 0], dtype=np.float32)
    store = new_store(DIMENSION)
    store.add([10, 20, 30], np.stack([-ONES[0], near, ONES[0]]))
    (found,) = store.search(ONES[:1], 3)
    assert [neighbour.row for neighbour in found] == [30, 20, 10]
    assert [neighbour.score for neighbour in found] == pytest.approx([1, 0.8, -1])
    assert store.search(ONES[:1], 2) == [found[:2]]
    assert store.search(ONES[:1], 99) == [found]


@every_store
def test_each_query_has_its_own_neighbours(new_store: NewStore) -> None:
    store = _filled(new_store, range(4), range(4))
    assert _rows(store.search(ONES[[2, 0, 3]], 1)) == [[2], [0], [3]]
    assert store.search(np.zeros((0, DIMENSION), dtype=np.float32), 1) == []


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
    assert store.search(ONES[:1], 9, [2, 77]) == [[]]
    assert store.search(ONES[:2], 9, []) == [[], []]


@every_store
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_it_finds_what_brute_force_finds(new_store: NewStore, data: st.DataObject) -> None:
    picks = st.integers(0, len(EXACT) - 1)
    content = data.draw(st.dictionaries(st.integers(0, 60), picks, max_size=40))
    store = _filled(new_store, content, content.values())
    deleted = data.draw(st.sets(st.integers(0, 60), max_size=10))
    assert store.delete(deleted) == len(deleted & content.keys())
    left = {row: pick for row, pick in content.items() if row not in deleted}
    assert store.count() == len(left)
    allowed = data.draw(st.none() | st.lists(st.integers(0, 60), max_size=30))
    k = data.draw(st.integers(1, 50))
    queries = EXACT[data.draw(st.lists(picks, min_size=1, max_size=25))]
    found = store.search(queries, k, allowed)
    for query, neighbours in zip(queries, found, strict=True):
        scored = [
            Neighbour(row, float(EXACT[pick] @ query))
            for row, pick in left.items()
            if allowed is None or row in allowed
        ]
        assert neighbours == sorted(scored, key=lambda n: (-n.score, n.row))[:k]


@every_store
def test_many_vectors_are_searched_exactly(new_store: NewStore) -> None:
    random = np.random.default_rng(1)
    vectors = random.normal(size=(3000, 32)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    queries, stored = vectors[:40], vectors[40:]
    store = new_store(32)
    store.add(range(len(stored)), stored)
    scores = queries @ stored.T
    for number, neighbours in enumerate(store.search(queries, 20)):
        best = np.argsort(-scores[number], kind="stable")[:20]
        assert [neighbour.row for neighbour in neighbours] == best.tolist()
        assert [n.score for n in neighbours] == pytest.approx(scores[number][best], abs=1e-6)
