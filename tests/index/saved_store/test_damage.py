"""No file is opened but the one that was saved: the store is built again, and a notice says why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import faiss
import pytest

from index import HnswStore, StoreKind
from index.saved_store import OpenedStore, forget_store, open_saved_store
from tests.conftest import DigestEncoder
from tests.index.saved_store.samples import (
    DIMENSION,
    assert_opens,
    content_of,
    file_of,
    names_in,
    names_wanted,
)
from tests.index.saved_vectors.samples import numbered

NAMES = numbered("text", 50)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the store of NAMES."""
    assert open_saved_store(tmp_path / "store", content_of(*NAMES)).notice is None
    return tmp_path / "store"


def _flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _of_another_bank(path: Path) -> None:
    other = path.parent.parent / "other"
    open_saved_store(other, content_of(*numbered("other", 50)))
    file_of(other).replace(path)


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "flipped bit": (_flipped, "not what was saved"),
    "cut short": (lambda path: path.write_bytes(path.read_bytes()[:-1]), "not what was saved"),
    "emptied": (lambda path: path.write_bytes(b""), "not what was saved"),
    "of another bank": (_of_another_bank, "not what was saved"),
    "missing": (Path.unlink, "cannot be read"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_never_given_to_faiss(
    damage: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    do, told = DAMAGE[damage]
    do(file_of(folder))
    read: list[object] = []
    monkeypatch.setattr(faiss, "read_index", lambda *given: read.append(given))
    opened = assert_opens(folder, content_of(*NAMES))
    monkeypatch.undo()
    assert read == []
    assert opened.built
    assert not opened.outdated
    assert opened.notice is not None
    assert told in opened.notice
    _assert_well(folder)


MANIFESTS = {
    "no json": "{",
    "a list": "[]",
    "no version": "{}",
    "a file elsewhere": {"sha256": "../../elsewhere"},
    "an unknown kind": {"kind": "magic"},
    "another field": {"pickle": "x"},
    "another hash": {"sha256": "0" * 64},
}


@pytest.mark.parametrize("damage", MANIFESTS)
def test_a_damaged_manifest_is_told(damage: str, folder: Path) -> None:
    path, change = folder / "manifest.json", MANIFESTS[damage]
    data = change if isinstance(change, str) else json.dumps(json.loads(path.read_text()) | change)
    path.write_text(data)
    opened = assert_opens(folder, content_of(*NAMES))
    assert opened.built
    assert not opened.outdated
    assert opened.notice
    _assert_well(folder)


def _assert_well(folder: Path) -> None:
    opened = assert_opens(folder, content_of(*NAMES))
    assert opened == OpenedStore(opened.store)
    assert names_in(folder) == names_wanted(folder)


class _Other(DigestEncoder):
    name = "other"

    def __init__(self) -> None:
        super().__init__(DIMENSION)
        self.digest = "0" * 64


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"encoder": _Other()}, "made by digest, not by this other"),
        ({"encoder": DigestEncoder(2 * DIMENSION)}, "made by digest"),
        ({"kind": StoreKind.IVF_PQ}, "of the kind hnsw, and ivf-pq is wanted"),
    ],
)
def test_a_store_of_another_encoder_or_kind_is_built_again(
    changes: dict[str, Any], told: str, folder: Path
) -> None:
    opened = open_saved_store(folder, content_of(*NAMES, **changes))
    assert (opened.built, opened.outdated) == (True, True)
    assert opened.notice is not None
    assert told in opened.notice
    opened = open_saved_store(folder, content_of(*NAMES, **changes))
    assert opened == OpenedStore(opened.store)


def test_another_versions_format_is_built_again(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(path.read_text().replace('"format_version": 1', '"format_version": 9'))
    opened = assert_opens(folder, content_of(*NAMES))
    assert (opened.built, opened.outdated) == (True, True)
    assert opened.notice is not None
    assert "format 9, this version reads 1" in opened.notice
    _assert_well(folder)


def test_what_cannot_be_saved_is_told_and_used_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file is where the folder should be")
    opened = assert_opens(tmp_path / "store", content_of(*NAMES))
    assert (opened.built, opened.outdated) == (True, False)
    assert opened.notice is not None
    assert "could not be saved" in opened.notice


def test_of_those_that_need_a_store_at_once_one_builds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled: list[int] = []
    fill = HnswStore.fill

    def counting(self: HnswStore, rows: Any, vectors: Any) -> None:
        filled.append(len(rows))
        fill(self, rows, vectors)

    monkeypatch.setattr(HnswStore, "fill", counting)
    threads = [
        Thread(target=assert_opens, args=(tmp_path / "store", content_of(*NAMES))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert filled == [len(NAMES)]
    _assert_well(tmp_path / "store")


def test_a_store_is_forgotten_and_nothing_else(folder: Path) -> None:
    (folder / "somebody's notes").write_text("kept")
    forget_store(folder)
    assert names_in(folder) == {"somebody's notes"}
    (folder / "somebody's notes").unlink()
    forget_store(folder)
    assert not folder.exists()
    forget_store(folder)
