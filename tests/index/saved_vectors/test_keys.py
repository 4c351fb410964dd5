"""Keys of texts, and finding them again."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from index.saved_vectors import find_keys, text_keys
from index.saved_vectors.keys import Keys


def _keys(*rows: bytes) -> Keys:
    """Keys that begin as told, the rest zeros."""
    joined = b"".join(row.ljust(32, b"\0") for row in rows)
    return np.frombuffer(joined, dtype=np.uint8).reshape(-1, 32)


def test_a_key_is_the_sha256_of_the_text() -> None:
    texts = ["", "text", "déjà vu"]
    wanted = [hashlib.sha256(text.encode()).digest() for text in texts]
    assert [key.tobytes() for key in text_keys(texts)] == wanted
    assert text_keys(["\ud83d"]).shape == (1, 32)
    assert text_keys([]).shape == (0, 32)


@pytest.mark.parametrize("count", [0, 1, 2, 500])
def test_keys_are_found_wherever_they_are(count: int) -> None:
    known = text_keys([f"text {number}" for number in range(count)])
    order = np.random.default_rng(0).permutation(count)
    assert np.array_equal(find_keys(known, known[order]), order)
    assert (find_keys(known, text_keys(["another", "more"])) == -1).all()
    assert find_keys(known, known[:0]).shape == (0,)


def test_of_equal_keys_the_first_is_found() -> None:
    known = text_keys(["a", "b", "a", "b", "c"])
    assert find_keys(known, text_keys(["c", "b", "a", "b"])).tolist() == [4, 1, 0, 1]


def test_keys_with_the_same_beginning_are_told_apart() -> None:
    known = _keys(b"same ten 1", b"other", b"same ten 2", b"same ten 3")
    wanted = _keys(b"same ten 3", b"same ten 1", b"same ten 4", b"same ten 2", b"other")
    assert find_keys(known, wanted).tolist() == [3, 0, -1, 2, 1]


def test_keys_that_differ_in_the_last_byte_are_told_apart() -> None:
    known = _keys(b"x" * 31 + b"\0", b"x" * 31 + b"\1")
    assert find_keys(known, known[::-1]).tolist() == [1, 0]
