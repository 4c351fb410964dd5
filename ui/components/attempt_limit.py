"""A limit on how often something may be tried in a time, by all together and by each alone."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from threading import Lock


class AttemptLimit:
    """At most `most` tries in any `seconds`, and `most_of_one` by each. Safe between threads."""

    def __init__(
        self,
        most: int,
        most_of_one: int,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most = most
        self._most_of_one = most_of_one
        self._seconds = seconds
        self._clock = clock
        self._tries: deque[tuple[float, str]] = deque()
        self._lock = Lock()

    def take(self, who: str) -> bool:
        """Count a try and allow it, or refuse it; a try that was refused is not counted."""
        with self._lock:
            now = self._clock()
            while self._tries and now - self._tries[0][0] >= self._seconds:
                self._tries.popleft()
            by_one = sum(by == who for _, by in self._tries)
            if len(self._tries) >= self._most or by_one >= self._most_of_one:
                return False
            self._tries.append((now, who))
            return True
