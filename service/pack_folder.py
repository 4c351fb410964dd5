"""A pack's folder on disk: read, and looked at cheaply for a change since."""

from __future__ import annotations

import time
from pathlib import Path

from content import FileState, Pack, load_pack, pack_state

CLOCK_TICK_NS = 20_000_000
"""Two writes within so many nanoseconds may leave the same time on a file: Linux stamps files with
the time of the last tick, at most 10 ms ago; twice that, to be safe."""


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
        self._seen = state if _settled(state) else None
        return load_pack(self._folder, self._cache)

    def changed(self) -> bool:
        """Whether the files may differ from those that were last loaded, or tried to."""
        return pack_state(self._folder) != self._seen

    def forget(self) -> None:
        """Take the files for changed at the next look."""
        self._seen = None


def _settled(state: tuple[FileState, ...]) -> bool:
    """Whether any later write will show: the last one is more than a tick of the clock ago."""
    age = time.time_ns() - max((file.changed_ns for file in state), default=0)
    return not 0 <= age <= CLOCK_TICK_NS
