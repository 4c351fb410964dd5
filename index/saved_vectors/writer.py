"""Writing a folder of vectors: new files first, then the manifest, then away with the old.

The manifest's rename is the change. A crash before it leaves the old, after it the new, and in
either case at most files that no manifest names, which the next save removes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from content import locked, sync
from index.encoder import Encoder
from index.errors import SearchError
from index.saved_vectors.manifest import Manifest, read_manifest, write_manifest
from index.saved_vectors.segment import Segment, save_segment

_OURS = re.compile(
    r"(keys|vectors)-([0-9a-f]{16}|[0-9a-f]{64})\.npy|\.(keys-|vectors-|manifest\.json-).*"
)
"""Segments of this format and of the first, and drafts of either: all that is ever removed."""


@contextmanager
def writing(folder: Path, encoder: Encoder) -> Iterator[Writer]:
    """Hold the lock of a folder, made if need be, and write to it. Waits for other writers.

    Where that cannot be, the writer says so in `failure` and writes nothing.
    """
    writer = Writer(folder, encoder)
    with ExitStack() as held:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            held.enter_context(locked(folder))
        except OSError as error:
            writer.failure = error
        yield writer


class Writer:
    """Writes to a folder whose lock is held. `failure` is the error after which it gave up."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._folder = folder
        self._encoder = encoder
        self.failure: OSError | None = None

    def keep(self, segments: Sequence[Segment]) -> list[Segment]:
        """Make these the segments of the folder, and return them as saved.

        Returns them as they are when they cannot be saved: they are as good in memory.
        """
        if self.failure:
            return list(segments)
        try:
            saved = [s if s.entry else save_segment(self._folder, s) for s in segments]
            self._put_in_force(saved)
        except OSError as error:
            self.failure = error
            saved = list(segments)
        self._tidy()
        return saved

    def _put_in_force(self, segments: Sequence[Segment]) -> None:
        manifest = Manifest(
            encoder=self._encoder.name,
            encoder_digest=self._encoder.digest,
            dimension=self._encoder.dimension,
            segments=tuple(segment.entry for segment in segments if segment.entry),
        )
        if manifest != self._in_force():
            sync(self._folder)  # so that a power cut cannot keep the manifest and lose a segment
            write_manifest(self._folder, manifest)
            sync(self._folder)

    def _in_force(self) -> Manifest | None:
        with suppress(SearchError):
            return read_manifest(self._folder)
        return None

    def _tidy(self) -> None:
        """Remove files that the manifest does not name: merged, or left by a crash."""
        manifest = self._in_force()
        if manifest is None:
            return
        with suppress(OSError):
            names = {path.name for path in self._folder.iterdir()}
            for name in names - manifest.files:
                if _OURS.fullmatch(name):
                    (self._folder / name).unlink(missing_ok=True)
