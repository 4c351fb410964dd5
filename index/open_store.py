"""The store for the texts of entries: flat while they are few, and kept on disk when many."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from index.encoder import Encoder
from index.entry_table import EntryTable
from index.filled_store import filled_store
from index.open_index import OpenedVectors
from index.saved_store import OpenedStore, StoreContent, forget_store, open_saved_store
from index.store_choice import StoreChoice, StoreKind, choose_store

FOLDER = "store"
"""Where a store is kept, in the folder of its vectors. It has a lock of its own, since building it
takes minutes that those who want vectors need not wait."""


def open_store(
    folder: Path,
    table: EntryTable,
    opened: OpenedVectors,
    encoder: Encoder,
    choose: Callable[[int, int], StoreChoice] = choose_store,
) -> OpenedStore:
    """A store of the own rows of a table, under their numbers, as `SearchIndex` takes it.

    `opened` are the vectors of all its rows, which `folder` keeps; `choose` is asked for a number
    of vectors and their dimension. What is quick to make is made; else the store that the folder
    keeps is opened and brought up to date, or built and kept.
    """
    own = table.own_rows()
    kind = choose(len(own), encoder.dimension).kind
    if kind is StoreKind.FLAT:
        forget_store(folder / FOLDER)
        store = filled_store(table, opened.vectors)
        return OpenedStore(store, built=True, added=len(own), in_memory=True)
    vectors = opened.rows.chosen(own)
    content = StoreContent(kind, own, vectors, encoder, opened.spare)
    return open_saved_store(folder / FOLDER, content)
