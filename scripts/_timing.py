"""Timing ways of doing one thing, so that what disturbs the machine disturbs all of them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from statistics import median
from typing import NamedTuple, TypeVar

_Given = TypeVar("_Given")


class Target(NamedTuple):
    """What a figure should be: at most, or at least, a number."""

    limit: float
    most: bool = False

    def is_met(self, value: float) -> bool:
        """Whether the figure is within the target."""
        return value <= self.limit if self.most else value >= self.limit

    def __str__(self) -> str:
        return f"at {'most' if self.most else 'least'} {self.limit:g}"


def use_one_core() -> None:
    """Keep this process, and what it starts, on one core where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def milliseconds(call: Callable[[_Given], object], given: _Given) -> float:
    """How long one call with what is given takes."""
    start = time.perf_counter()
    call(given)
    return 1000 * (time.perf_counter() - start)


def interleaved(
    ways: Mapping[str, Callable[[_Given], object]], given: Iterable[_Given]
) -> dict[str, float]:
    """The median milliseconds of each way, called in turn with each thing given.

    The first thing given only warms up.
    """
    first, *rest = given
    for way in ways.values():
        way(first)
    times: dict[str, list[float]] = {name: [] for name in ways}
    for one in rest:
        for name, way in ways.items():
            times[name].append(milliseconds(way, one))
    return {name: median(values) for name, values in times.items()}
