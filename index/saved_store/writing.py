"""Writing a store's folder: its new file first, then the manifest, then away with the old file.

The manifest's rename is the change. A crash before it leaves the old, after it the new, and in
either case at most files that no manifest names, which the next save removes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from content import locked, sync, write_atomically
from index.approximate_store import ApproximateStore
from index.encoder import Encoder
from index.saved_store.manifest import MANIFEST, StoreManifest
from index.store_choice import StoreKind

DRAFT = "store"
"""A store's file before it has the name that its content gives it."""

_OURS = re.compile(r"\.?store(\.part|-[0-9a-f]{64}\.faiss)?|\.manifest\.json-.*")
"""Stores and drafts: all that is ever removed."""


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, made if need be. Waits for other writers. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        yield


def save_store(folder: Path, store: ApproximateStore, kind: StoreKind, encoder: Encoder) -> None:
    """Make this the store of a folder whose lock is held. Raises OSError, and then the old is."""
    manifest = StoreManifest(
        kind=kind,
        encoder=encoder.name,
        encoder_digest=encoder.digest,
        dimension=encoder.dimension,
        sha256=store.save(folder / DRAFT),
    )
    (folder / DRAFT).replace(folder / manifest.file)
    sync(folder)  # so that a power cut cannot keep the manifest and lose the file
    write_atomically(folder / MANIFEST, manifest.model_dump_json(indent=1).encode("utf-8"))
    sync(folder)
    _tidy(folder, manifest.file)


def forget_store(folder: Path) -> None:
    """Remove a folder's store, as far as that can be done; no folder is fine."""
    if not folder.is_dir():
        return
    with suppress(OSError), writing(folder):
        (folder / MANIFEST).unlink(missing_ok=True)
        _tidy(folder, None)
    with suppress(OSError):
        folder.rmdir()


def _tidy(folder: Path, kept: str | None) -> None:
    """Remove what the manifest does not name: the old store, or what a crash has left."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name != kept and _OURS.fullmatch(path.name):
                path.unlink(missing_ok=True)
