"""A pack's folder on disk: read, and looked at cheaply for a change since."""

from __future__ import annotations

import time
from pathlib import Path

from content import FileState, Pack, load_pack, pack_state

QUIET_NS = 200_000_000
"""Least age, in nanoseconds, of the last write to files that are read because they changed. An
editor that writes in two steps, or a checkout of several files, is done by then. It is also well
over a tick of the clock by which files are stamped (10 ms), in which two writes look like one."""


class PackFolder:
    """The folder of one pack."""

    def __init__(self, folder: Path, cache: Path | None = None) -> None:
        """`cache`: the folder in which `load_pack` keeps parsed files."""
        self._folder = folder
        self._cache = cache
        self._seen: tuple[FileState, ...] | None = None

    def load(self) -> Pack:
        """The pack as it stands. Raises ContentError when it is wrong."""
        state = pack_state(self._folder)  # first: what changes while it is read is seen next time
        self._seen = state if _quiet(state) else None
        return load_pack(self._folder, self._cache)

    def changed(self) -> bool:
        """Whether the files may differ from those last loaded, and nobody is writing them now."""
        state = pack_state(self._folder)
        return state != self._seen and _quiet(state)

    def forget(self) -> None:
        """Take the files for changed at the next look."""
        self._seen = None


def _quiet(state: tuple[FileState, ...]) -> bool:
    age = time.time_ns() - max((file.changed_ns for file in state), default=0)
    return not 0 <= age < QUIET_NS  # a time to come is of another machine's clock
