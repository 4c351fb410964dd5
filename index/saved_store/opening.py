"""Opening the saved store of some vectors, and bringing it up to date."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from index.approximate_store import ApproximateStore, Unsaved
from index.encoder import Encoder
from index.errors import SearchError, StaleIndexError
from index.hnsw_store import HnswStore
from index.ivf_pq_store import IvfPqStore
from index.row_table import Numbers
from index.saved_store.manifest import StoreManifest, manifest_data, parsed_manifest
from index.saved_store.writing import save_store, writing
from index.saved_vectors import VectorRows
from index.store_choice import StoreKind
from index.vector_store import Searchable


@dataclass(frozen=True)
class StoreContent:
    """What a store is to hold: vectors by row id, of which kind, and who made the vectors.

    `spare` are vectors that it may have held before; see `HnswStore.open`.
    """

    kind: StoreKind
    rows: Numbers
    vectors: VectorRows
    encoder: Encoder
    spare: VectorRows | None = None


@dataclass(frozen=True)
class OpenedStore:
    """A store that holds what was wanted.

    `built`: it was made from the vectors; else it was opened, and so many distinct vectors were
    `added` and `deleted`. `in_memory`: there are so few vectors that they are best kept in memory
    too. `notice` says, for a person, why it was not used as it was saved, or is
    None; `outdated`: it says no more than that the store was of another bank, model or kind.
    """

    store: Searchable
    built: bool = False
    added: int = 0
    deleted: int = 0
    in_memory: bool = False
    notice: str | None = None
    outdated: bool = False


@dataclass(frozen=True)
class _Read:
    """The manifest as read, its store, and why it cannot be used; a folder without has none."""

    manifest: bytes | None
    store: ApproximateStore | None = None
    reason: SearchError | None = None


def open_saved_store(folder: Path, content: StoreContent) -> OpenedStore:
    """The store of this content: the folder's, brought up to date and saved, or one that is built.

    A file is opened only if it is what was saved, to the byte. Processes may open a folder at once:
    who finds the store up to date waits for nobody, and of those that find none one builds it and
    the others wait.
    """
    read = _read(folder, content)
    if read.store and not any(read.store.unsaved()):
        return OpenedStore(read.store)
    failure = None
    with ExitStack() as held:
        try:
            held.enter_context(writing(folder))
        except OSError as error:
            failure = error
        if manifest_data(folder) != read.manifest:  # another has saved it meanwhile
            read = _read(folder, content)
        store = read.store or _built(folder, content)
        changes = store.unsaved()
        if not failure and any(changes):
            try:
                save_store(folder, store, content.kind, content.encoder)
            except OSError as error:
                failure = error
    return _told(store, changes, read, failure)


def _read(folder: Path, content: StoreContent) -> _Read:
    data = manifest_data(folder)
    if data is None:
        return _Read(None)
    try:
        manifest = parsed_manifest(folder, data)
        manifest.check(content.kind, content.encoder)
        return _Read(data, _opened(folder, manifest, content))
    except SearchError as error:
        return _Read(data, reason=error)


def _opened(folder: Path, manifest: StoreManifest, content: StoreContent) -> ApproximateStore:
    file, rows, vectors = folder / manifest.file, content.rows, content.vectors
    if content.kind is StoreKind.HNSW:
        return HnswStore.open(file, manifest.sha256, rows, vectors, content.spare)
    return IvfPqStore.open(file, manifest.sha256, rows, vectors, folder)


def _built(folder: Path, content: StoreContent) -> ApproximateStore:
    dimension = content.vectors.dimension
    store: ApproximateStore = (
        HnswStore(dimension) if content.kind is StoreKind.HNSW else IvfPqStore(dimension, folder)
    )
    store.fill(content.rows, content.vectors)
    return store


def _told(
    store: ApproximateStore, changes: Unsaved, read: _Read, failure: OSError | None
) -> OpenedStore:
    built = read.store is None
    told = []
    if read.reason:
        told.append(f"The index for fast search was built again: {read.reason}.")
    if failure:
        why = f"{failure.strerror}: {failure.filename}"
        told.append(f"The index for fast search could not be saved ({why}); it will be next time.")
    return OpenedStore(
        store,
        built,
        changes.added,
        changes.died,
        notice=" ".join(told) or None,
        outdated=isinstance(read.reason, StaleIndexError) and failure is None,
    )
