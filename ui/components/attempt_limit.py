"""A limit on how often something may be tried in a time."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from threading import Lock


class AttemptLimit:
    """At most `most` tries in any `seconds`. Safe to share between threads."""

    def __init__(
        self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._tries: deque[float] = deque()
        self._lock = Lock()

    def take(self) -> bool:
        """Count a try and allow it, or refuse it; a try that was refused is not counted."""
        with self._lock:
            now = self._clock()
            while self._tries and now - self._tries[0] >= self._seconds:
                self._tries.popleft()
            if len(self._tries) >= self._most:
                return False
            self._tries.append(now)
            return True
