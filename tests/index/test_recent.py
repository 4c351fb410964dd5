"""What is kept of late: nothing is made twice, a failure leaves nothing, and it stays small."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.recent import Recent


def _doubled(keys: Sequence[int]) -> list[int]:
    return [2 * key for key in keys]


def test_values_come_in_the_order_of_the_keys() -> None:
    assert Recent[int, int](9).of([3, 1, 3, 2], _doubled) == [6, 2, 6, 4]


def test_only_new_keys_are_made_each_once() -> None:
    asked: list[list[int]] = []

    def make(keys: list[int]) -> list[int]:
        asked.append(keys)
        return _doubled(keys)

    recent = Recent[int, int](9)
    recent.of([1, 2, 1], make)
    recent.of([2, 3], make)
    recent.of([1, 3], make)
    assert asked == [[1, 2], [3]]


def test_more_keys_at_once_than_are_kept_are_all_answered() -> None:
    recent = Recent[int, int](2)
    assert recent.of([1, 2, 3, 4], _doubled) == [2, 4, 6, 8]


def test_a_failure_is_raised_and_forgotten() -> None:
    recent = Recent[int, int](9)
    with pytest.raises(ZeroDivisionError):
        recent.of([0], lambda keys: [1 // key for key in keys])
    assert recent.of([0], _doubled) == [0]


def test_too_few_values_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        Recent[int, int](9).of([1, 2], lambda keys: [1])
