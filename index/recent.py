"""What was made lately for some keys, so that it is not made again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Keeps the values of the keys used last. Safe to share between threads."""

    def __init__(self, size: int) -> None:
        """`size`: most values that are kept."""
        self._size = size
        self._values: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def of(self, keys: Sequence[K], make: Callable[[list[K]], Iterable[V]]) -> list[V]:
        """The value of each key, in order; `make` gives those of distinct keys that are not kept.

        It runs outside of the lock, so that two threads may make the same value. What it raises
        is raised, and nothing is kept then.
        """
        with self._lock:
            found = {key: self._values[key] for key in keys if key in self._values}
        new = [key for key in dict.fromkeys(keys) if key not in found]
        if new:
            found.update(zip(new, make(new), strict=True))
        with self._lock:
            for key in dict.fromkeys(keys):
                self._values[key] = found[key]
                self._values.move_to_end(key)
            while len(self._values) > self._size:
                self._values.popitem(last=False)
        return [found[key] for key in keys]
