"""Contents of stores, and what can be seen of a store's folder from outside."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from index import StoreKind
from index.saved_store import OpenedStore, StoreContent, open_saved_store
from index.saved_vectors import VectorRows
from tests.conftest import DigestEncoder

DIMENSION = 8


def content_of(
    *names: str, kind: StoreKind = StoreKind.HNSW, encoder: DigestEncoder | None = None
) -> StoreContent:
    """The vectors of these names, under their places."""
    encoder = encoder or DigestEncoder(DIMENSION)
    vectors = VectorRows.of(encoder.encode(names))
    return StoreContent(kind, np.arange(len(names)), vectors, encoder)


def assert_opens(folder: Path, content: StoreContent) -> OpenedStore:
    """Opens a store and checks that it holds its content and nothing else."""
    opened = open_saved_store(folder, content)
    vectors = content.vectors.matrix()
    found = opened.store.search(vectors, len(vectors))
    assert np.array_equal(found.rows[:, 0], content.rows)
    assert np.array_equal(np.sort(found.rows), np.tile(content.rows, (len(vectors), 1)))
    return opened


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def names_wanted(folder: Path) -> set[str]:
    """What a tidy folder holds: its manifest, and what that names."""
    fields = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return {"manifest.json", f"store-{fields['sha256']}.faiss"}


def file_of(folder: Path) -> Path:
    """The store's file."""
    [path] = folder.glob("store-*.faiss")
    return path
