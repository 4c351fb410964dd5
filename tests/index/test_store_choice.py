"""Which store is chosen for what."""

from __future__ import annotations

import pytest

from index import (
    FaissStore,
    HnswStore,
    IvfPqStore,
    StoreKind,
    VectorStore,
    choose_store,
    memory_needed,
    new_store,
)

GIB = 1 << 30


@pytest.mark.parametrize(
    ("count", "memory", "kind"),
    [
        (0, None, StoreKind.FLAT),
        (4_000, None, StoreKind.FLAT),
        (4_000, GIB, StoreKind.FLAT),
        (100_000, None, StoreKind.HNSW),
        (1_000_000, 4 * GIB, StoreKind.HNSW),
        (1_000_000, GIB, StoreKind.IVF_PQ),
        (1_000_000, 1, StoreKind.IVF_PQ),
        (50_000, GIB // 32, StoreKind.IVF_PQ),
    ],
)
def test_the_store_follows_from_number_and_memory(
    count: int, memory: int | None, kind: StoreKind
) -> None:
    choice = choose_store(count, 384, memory)
    assert choice.kind is kind
    assert choice.memory == memory_needed(kind, count, 384)
    assert choice.reason


def test_longer_vectors_leave_the_flat_store_earlier() -> None:
    assert choose_store(30_000, 384).kind is StoreKind.FLAT
    assert choose_store(30_000, 1024).kind is StoreKind.HNSW


def test_codes_take_the_least_memory_and_a_graph_the_most() -> None:
    flat, graph, codes = (memory_needed(kind, 1000, 384) for kind in StoreKind)
    assert codes < flat / 10
    assert flat < graph


@pytest.mark.parametrize(
    ("kind", "store"),
    [
        (StoreKind.FLAT, FaissStore),
        (StoreKind.HNSW, HnswStore),
        (StoreKind.IVF_PQ, IvfPqStore),
    ],
)
def test_a_new_store_is_of_the_kind(kind: StoreKind, store: type[VectorStore]) -> None:
    made = new_store(kind, 8)
    assert isinstance(made, store)
    assert made.count() == 0
