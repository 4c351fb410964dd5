"""One writer of a folder at a time, and no reader meanwhile, across threads and processes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextmanager
def locked(folder: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold the folder's lock: alone, or with other holders that share it. Waits for its turn.

    The lock is the system's (flock) on the folder itself, so it leaves no file behind and ends with
    the process that holds it. It is not reentrant. Where the system has no such lock (Windows, some
    network drives) there is none.
    """
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _wait_for(descriptor, shared)
        yield
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, shared: bool) -> None:
    if sys.platform != "win32":
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        except OSError:  # a drive without locks
            return
