"""A store that holds the own texts of entries already, as `SearchIndex` takes it."""

from __future__ import annotations

from index.encoder import Vectors
from index.entry_table import EntryTable
from index.faiss_store import FaissStore


def filled_store(table: EntryTable, vectors: Vectors) -> FaissStore:
    """A flat store of the own rows of a table, under their numbers.

    `vectors`, shape (rows, dimension), are those of all its rows. What many entries share means no
    single one, and would crowd out what does.
    """
    store = FaissStore(vectors.shape[1])
    own = table.own_rows()
    store.add(own, vectors[own])
    return store
