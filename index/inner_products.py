"""Inner products of a query with chosen rows of a matrix."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors


def inner_products(query: Vectors, matrix: Vectors, numbers: NDArray[np.int64]) -> Vectors:
    """Inner products of a query, shape (dimension,), with rows of a matrix, without a copy of them.

    Equal rows get equal products, which a matrix product does not promise.
    """
    import faiss

    scores = np.empty(len(numbers), dtype=np.float32)
    if len(numbers) == 0:
        return scores
    if int(numbers.min()) < 0 or int(numbers.max()) >= len(matrix):
        raise IndexError(f"a number is outside of the {len(matrix)} vectors")
    numbers = np.ascontiguousarray(numbers, dtype=np.int64)
    rows = np.ascontiguousarray(matrix, dtype=np.float32)
    given = np.ascontiguousarray(query, dtype=np.float32)
    pointers = (faiss.swig_ptr(array) for array in (scores, given, rows.reshape(-1), numbers))
    faiss.fvec_inner_products_by_idx(*pointers, rows.shape[1], 1, len(numbers))
    return scores
