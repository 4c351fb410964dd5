"""What a vector store costs at one size, measured in a process of its own."""

from __future__ import annotations

import ctypes
import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from index import (
    FaissStore,
    HnswStore,
    IvfPqStore,
    StoreKind,
    Vectors,
    VectorStore,
    new_store,
)

K = 10
WARMING = 10
CHANGES = 10
SAME_SCORE = 1e-6
"""A find counts when it scores as high as the exact k-th, within float32's rounding."""

ALLOWED_SHARES = (0.5, 0.1, 0.01)


@dataclass(frozen=True)
class Costs:
    """Of one store at one size: recall@10 in [0, 1], milliseconds and bytes a vector.

    `build_s` counts the processor's time, of all threads, so that it does not depend on what else
    the machine does; the other times are a clock's.
    `disk` is of the store's own file; the saved vectors come on top, at 4 bytes a dimension.
    `change_ms` is to remove a row, add it again and search. `allowed` has recall and milliseconds
    for each share of the rows that a search may find.
    """

    size: int
    store: str
    recall: float
    query_ms: float
    build_s: float
    open_s: float
    memory: float
    disk: float
    change_ms: float
    allowed: dict[str, tuple[float, float]]


def measure(kind: StoreKind, folder: Path, threads: int) -> Costs:
    """Build a store over `vectors.npy` in the folder and ask it `queries.npy`."""
    import faiss

    vectors = np.load(folder / "vectors.npy", mmap_mode="r")
    queries = np.load(folder / "queries.npy")
    size, dimension = vectors.shape
    before = _own_memory()
    faiss.omp_set_num_threads(threads)
    start = time.process_time()
    store = new_store(kind, dimension, folder)
    store.add(range(size), vectors)
    build = time.process_time() - start
    faiss.omp_set_num_threads(1)
    store.search(queries[:1], K)
    memory = _own_memory() - before
    recall, query_ms = _asked(store, queries, vectors)
    allowed = {
        str(share): _asked(store, queries, vectors, range(0, size, round(1 / share)))
        for share in ALLOWED_SHARES
    }
    change = median(_change_ms(store, row, vectors) for row in range(min(CHANGES, size)))
    disk, opening = _saved_and_opened(store, folder, vectors)
    return Costs(
        size=size,
        store=kind.value,
        recall=recall,
        query_ms=query_ms,
        build_s=build,
        open_s=opening,
        memory=memory / size,
        disk=disk / size,
        change_ms=change,
        allowed=allowed,
    )


def _asked(
    store: VectorStore, queries: Vectors, vectors: Vectors, allowed: Sequence[int] | None = None
) -> tuple[float, float]:
    """Recall@10 against exact search, and the median time of one query."""
    found: list[Vectors] = []
    times = []
    for query in queries:
        start = time.perf_counter()
        found.append(store.search(query[np.newaxis], K, allowed).scores[0])
        times.append(time.perf_counter() - start)
    least = _kth_scores(queries, vectors if allowed is None else vectors[:: allowed[1]])
    good = [
        np.count_nonzero(scores >= kth - SAME_SCORE)
        for kth, scores in zip(least, found, strict=True)
    ]
    wanted = min(K, len(vectors if allowed is None else allowed))
    return float(np.mean(good)) / wanted, 1000 * median(times[WARMING:])


def _kth_scores(queries: Vectors, vectors: Vectors, chunk: int = 65_536) -> Vectors:
    best = np.full((len(queries), K), -1, dtype=np.float32)
    for at in range(0, len(vectors), chunk):
        scores = np.hstack([best, queries @ vectors[at : at + chunk].T])
        best = -np.partition(-scores, K - 1, axis=1)[:, :K]
    least: Vectors = best.min(axis=1)
    return least


def _change_ms(store: VectorStore, row: int, vectors: Vectors) -> float:
    vector = np.array(vectors[row : row + 1])
    start = time.perf_counter()
    store.delete([row])
    store.add([row], vector)
    store.search(vector, K)
    return 1000 * (time.perf_counter() - start)


def _saved_and_opened(store: VectorStore, folder: Path, vectors: Vectors) -> tuple[int, float]:
    """Bytes of the store's own file and seconds to open it; the flat store is made again."""
    opening: Callable[[], Any]
    path = folder / "store"
    size = 0
    if isinstance(store, HnswStore | IvfPqStore):
        digest = store.save(path)
        size = path.stat().st_size
        kind = type(store)
        opening = lambda: kind.open(path, digest, range(len(vectors)), vectors)  # noqa: E731
    else:
        opening = lambda: FaissStore(vectors.shape[1]).add(range(len(vectors)), vectors)  # noqa: E731
    start = time.perf_counter()
    opening()
    return size, time.perf_counter() - start


def _own_memory() -> int:
    """Bytes of memory that are this process's own and no file's, on Linux with its C library.

    What was let go of goes back to the system first.
    """
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("RssAnon"))
    return 1024 * int(line.split()[1])
