"""Segments are merged when there are many, or when most of their rows are dead."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.saved_vectors.merging import segments_to_merge
from tests.index.saved_vectors.samples import assert_opens, numbered, segment_sizes


@pytest.mark.parametrize(
    ("rows", "live", "chosen"),
    [
        ([], [], []),
        ([1], [1], []),
        ([100], [50], []),
        ([100], [49], [0]),
        ([100, 1], [50, 1], []),
        ([100, 3], [51, 0], [0, 1]),
        ([1] * 9, [1] * 9, []),
        ([1] * 10, [1] * 10, [*range(10)]),
        ([50, *[1] * 9, 999, 9], [50, *[1] * 9, 999, 9], [*range(1, 10), 11]),
        ([1_000_000, *[13] * 9], [1_000_000, *[13] * 9], []),
        ([1_000_000, *[13] * 10], [1_000_000, *[13] * 10], [*range(1, 11)]),
    ],
)  # fmt: skip
def test_the_rule(rows: list[int], live: list[int], chosen: list[int]) -> None:
    assert segments_to_merge(rows, live) == chosen


def test_a_text_at_a_time_makes_few_segments_and_few_copies() -> None:
    """By the rule alone: 100,000 additions of a row each, as sizes."""
    sizes: list[int] = []
    copied = most = 0
    for _ in range(100_000):
        sizes.append(1)
        while chosen := segments_to_merge(sizes, sizes):
            copied += sum(sizes[number] for number in chosen)
            merged = sum(sizes[number] for number in chosen)
            sizes = [s for number, s in enumerate(sizes) if number not in chosen] + [merged]
        most = max(most, len(sizes))
    assert sizes == [100_000]
    assert most <= 9 * 5
    assert copied == 5 * 100_000  # a row is copied once for each power of ten


def test_ten_small_segments_become_one_and_the_large_one_stays(tmp_path: Path) -> None:
    bank = numbered("text", 200)
    assert assert_opens(tmp_path, bank) == 200
    for number in range(9):
        bank.append(f"added {number}")
        assert assert_opens(tmp_path, bank) == 1
    assert segment_sizes(tmp_path) == [*[1] * 9, 200]
    large = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.npy")}
    bank.append("the tenth")
    assert assert_opens(tmp_path, bank) == 1
    assert segment_sizes(tmp_path) == [10, 200]
    kept = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.npy")}
    assert len(kept.items() & large.items()) == 2
    assert assert_opens(tmp_path, bank) == 0


def test_dead_rows_are_left_out_of_a_merge(tmp_path: Path) -> None:
    bank = numbered("text", 200)
    assert_opens(tmp_path, bank)
    for number in range(10):
        assert assert_opens(tmp_path, [*bank, f"version {number}"]) == 1
    assert segment_sizes(tmp_path) == [1, 200]


def test_removing_writes_nothing_until_most_rows_are_dead(tmp_path: Path) -> None:
    bank = numbered("text", 20)
    assert_opens(tmp_path, bank)
    manifest = tmp_path / "manifest.json"
    before = manifest.stat()
    assert assert_opens(tmp_path, bank[:10]) == 0
    assert manifest.stat().st_mtime_ns == before.st_mtime_ns
    assert segment_sizes(tmp_path) == [20]
    assert assert_opens(tmp_path, bank) == 0  # so what comes back is not encoded again
    assert assert_opens(tmp_path, bank[:9]) == 0
    assert segment_sizes(tmp_path) == [9]
    assert assert_opens(tmp_path, []) == 0
    assert segment_sizes(tmp_path) == []


def test_a_long_history_of_edits(tmp_path: Path) -> None:
    """Random additions, changes and removals: always right, never much larger than the bank."""
    choose = np.random.default_rng(0)
    bank: list[str] = []
    for step in range(150):
        keep = choose.random(len(bank)) > choose.choice([0, 0.02, 0.5], p=[0.6, 0.35, 0.05])
        bank = [text for text, kept in zip(bank, keep, strict=True) if kept]
        bank += numbered(f"step {step}", int(choose.integers(0, 12)))
        assert_opens(tmp_path, bank)
        sizes = segment_sizes(tmp_path)
        assert sum(sizes) <= 2 * len(bank)
        assert len(sizes) <= 9 * 3
        assert len(list(tmp_path.iterdir())) == 1 + 2 * len(sizes)
