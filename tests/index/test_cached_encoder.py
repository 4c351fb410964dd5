"""The cache of vectors: nothing is encoded twice, nothing is mixed up, and it stays small."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import CachedEncoder, Vectors
from tests.conftest import FakeEncoder


class _Recorder(FakeEncoder):
    """Remembers every text that it encodes."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        return super().encode(texts)


def test_it_is_the_encoder_that_it_wraps(fake_encoder: FakeEncoder) -> None:
    cached = CachedEncoder(fake_encoder)
    assert cached.name == fake_encoder.name
    assert cached.digest == fake_encoder.digest
    assert cached.dimension == fake_encoder.dimension


def test_vectors_come_in_the_order_of_the_texts() -> None:
    texts = ["b", "a", "b", "c", "a"]
    cached = CachedEncoder(FakeEncoder())
    cached.encode(["c", "b"])
    assert np.array_equal(cached.encode(texts), FakeEncoder().encode(texts))


def test_a_text_is_encoded_once() -> None:
    recorder = _Recorder()
    cached = CachedEncoder(recorder)
    cached.encode(["a", "b", "a"])
    cached.encode(["b", "c"])
    cached.encode(["a", "b", "c"])
    assert recorder.texts == ["a", "b", "c"]


def test_no_texts_give_no_vectors(fake_encoder: FakeEncoder) -> None:
    assert CachedEncoder(fake_encoder).encode([]).shape == (0, fake_encoder.dimension)


def test_the_text_used_longest_ago_is_forgotten_first() -> None:
    recorder = _Recorder()
    cached = CachedEncoder(recorder, texts=2)
    cached.encode(["a"])
    cached.encode(["b"])
    cached.encode(["a"])
    cached.encode(["c"])  # b goes: a was used after it
    recorder.texts.clear()
    cached.encode(["a", "c"])
    assert recorder.texts == []
    cached.encode(["b"])
    assert recorder.texts == ["b"]


@pytest.mark.parametrize("size", [0, 1, 3])
def test_more_texts_than_it_holds_are_encoded_all_the_same(size: int) -> None:
    texts = [f"text {number}" for number in range(10)]
    cached = CachedEncoder(FakeEncoder(), texts=size)
    for _ in range(2):
        assert np.array_equal(cached.encode(texts), FakeEncoder().encode(texts))


def test_changing_a_result_does_not_change_what_is_remembered(fake_encoder: FakeEncoder) -> None:
    cached = CachedEncoder(fake_encoder)
    cached.encode(["a"])[:] = 7
    cached.encode(["a"])[:] = 7
    assert np.array_equal(cached.encode(["a"]), fake_encoder.encode(["a"]))


def test_an_error_of_the_encoder_leaves_nothing_behind() -> None:
    class Failing(_Recorder):
        fails = True

        def encode(self, texts: Sequence[str]) -> Vectors:
            if self.fails:
                raise MemoryError
            return super().encode(texts)

    failing = Failing()
    cached = CachedEncoder(failing)
    with pytest.raises(MemoryError):
        cached.encode(["a"])
    failing.fails = False
    assert np.array_equal(cached.encode(["a"]), FakeEncoder().encode(["a"]))


def test_threads_get_their_own_texts_vectors() -> None:
    recorder = _Recorder()
    cached = CachedEncoder(recorder, texts=20)  # fewer than there are: it forgets all the time
    texts = [f"text {number}" for number in range(60)]
    wanted = dict(zip(texts, FakeEncoder().encode(texts), strict=True))

    def work(seed: int) -> bool:
        random = np.random.default_rng(seed)
        for _ in range(40):
            mine = [texts[i] for i in random.integers(0, len(texts), 8)]
            if not np.array_equal(cached.encode(mine), np.stack([wanted[text] for text in mine])):
                return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(8)))


def test_what_threads_encoded_is_remembered_for_all() -> None:
    recorder = _Recorder()
    cached = CachedEncoder(recorder)
    texts = [f"text {number}" for number in range(50)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: cached.encode(texts), range(8)))
    assert set(recorder.texts) == set(texts)
    recorder.texts.clear()
    cached.encode(texts)
    assert recorder.texts == []


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=10), max_size=10),
    st.integers(min_value=0, max_value=9),
)
def test_it_gives_what_the_encoder_gives(calls: list[list[str]], size: int) -> None:
    recorder = _Recorder()
    cached = CachedEncoder(recorder, texts=size)
    for texts in calls:
        before = len(recorder.texts)
        assert np.array_equal(cached.encode(texts), FakeEncoder().encode(texts))
        new = recorder.texts[before:]
        assert len(new) == len(set(new))
    if size >= 8:
        assert len(recorder.texts) == len(set(recorder.texts))
