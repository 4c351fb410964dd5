"""Vectors on disk: whole, old or new, but never half, and never trusted when damaged."""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import DamagedIndexError, SearchError, StaleIndexError, open_vectors
from index.saved_vectors import check_made_from, load_vectors, save_vectors
from tests.conftest import FakeEncoder

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ["one text", "another text", "déjà vu \ud83d", ""]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the saved vectors of TEXTS."""
    encoder = FakeEncoder()
    save_vectors(tmp_path / "index", encoder.encode(TEXTS), TEXTS, encoder)
    return tmp_path / "index"


def _manifest(folder: Path) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return fields


def _vectors_file(folder: Path) -> Path:
    return folder / str(_manifest(folder)["vectors_file"])


def _rewrite(folder: Path, **changes: Any) -> None:
    (folder / "manifest.json").write_text(json.dumps(_manifest(folder) | changes))


def _replace_vectors(folder: Path, data: bytes) -> None:
    """Other vectors under a manifest that agrees with them, as one who means harm would do it."""
    _vectors_file(folder).write_bytes(data)
    _rewrite(folder, vectors_sha256=hashlib.sha256(data).hexdigest())


def _npy(array: Any, **options: Any) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, **options)
    return buffer.getvalue()


def test_a_round_trip_changes_nothing(folder: Path) -> None:
    manifest, vectors = load_vectors(folder)
    assert np.array_equal(vectors, FakeEncoder().encode(TEXTS))
    assert vectors.dtype == np.float32
    assert manifest.encoder == "fake"
    assert manifest.encoder_digest == FakeEncoder().digest
    assert (manifest.count, manifest.dimension) == (4, 256)
    check_made_from(manifest, TEXTS, FakeEncoder())


def test_no_texts_make_a_round_trip_too(tmp_path: Path) -> None:
    encoder = FakeEncoder()
    save_vectors(tmp_path, encoder.encode([]), [], encoder)
    manifest, vectors = load_vectors(tmp_path)
    assert vectors.shape == (0, 256)
    check_made_from(manifest, [], encoder)


def test_saving_again_leaves_one_file_of_vectors(folder: Path) -> None:
    encoder = FakeEncoder()
    for texts in (["new"], ["newer", "still"], ["newer", "still"]):
        save_vectors(folder, encoder.encode(texts), texts, encoder)
        manifest, _ = load_vectors(folder)
        assert {path.name for path in folder.iterdir()} == {"manifest.json", manifest.vectors_file}


# --- damage ---


def _no_folder(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


def _text(name: str, content: str | bytes) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(data)

    return spoil


def _changed(**changes: Any) -> Callable[[Path], None]:
    return lambda folder: _rewrite(folder, **changes)


def _without(field: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        fields = _manifest(folder)
        del fields[field]
        (folder / "manifest.json").write_text(json.dumps(fields))

    return spoil


def _evil_name(folder: Path) -> None:
    _vectors_file(folder).rename(folder.parent / "evil.npy")
    _rewrite(folder, vectors_file="../evil.npy")


def _evil_absolute_name(folder: Path) -> None:
    evil = folder.parent / "evil.npy"
    _vectors_file(folder).rename(evil)
    _rewrite(folder, vectors_file=str(evil))


def _manifest_folder(folder: Path) -> None:
    (folder / "manifest.json").unlink()
    (folder / "manifest.json").mkdir()


def _empty(folder: Path) -> None:
    _vectors_file(folder).write_bytes(b"")


def _truncated(folder: Path) -> None:
    file = _vectors_file(folder)
    file.write_bytes(file.read_bytes()[:-1])


def _flipped(place: float) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        file = _vectors_file(folder)
        data = bytearray(file.read_bytes())
        data[int(place * (len(data) - 1))] ^= 1
        file.write_bytes(data)

    return spoil


def _with_vectors(make: Callable[[], bytes]) -> Callable[[Path], None]:
    return lambda folder: _replace_vectors(folder, make())


def _npz() -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, FakeEncoder().encode(TEXTS))
    return buffer.getvalue()


class _Touch:
    """Unpickling this would create a file."""

    marker = ""

    def __reduce__(self) -> tuple[Any, tuple[str, str]]:
        return (open, (self.marker, "w"))


DAMAGE: dict[str, Callable[[Path], None]] = {
    "no folder": _no_folder,
    "no manifest": lambda folder: (folder / "manifest.json").unlink(),
    "manifest is a folder": _manifest_folder,
    "manifest empty": _text("manifest.json", ""),
    "manifest cut short": _text("manifest.json", '{"format_version": 1, "enc'),
    "manifest not UTF-8": _text("manifest.json", b"\xff\xfe{}"),
    "manifest a list": _text("manifest.json", "[]"),
    "manifest a text": _text("manifest.json", '"format_version"'),
    "manifest nothing": _text("manifest.json", "null"),
    "manifest deeply nested": _text("manifest.json", "[" * 100_000),
    "no format version": _without("format_version"),
    "a field missing": _without("vectors_sha256"),
    "texts missing": _without("texts"),
    "a field too many": _changed(extra=1),
    "file above its folder": _evil_name,
    "file anywhere": _evil_absolute_name,
    "file is the folder above": _changed(vectors_file=".."),
    "file without a name": _changed(vectors_file=""),
    "file with a nul": _changed(vectors_file="vectors\0.npy"),
    "file is a number": _changed(vectors_file=5),
    "file is nothing": _changed(vectors_file=None),
    "texts a number": _changed(texts=5),
    "too few texts": _changed(texts=["0" * 64]),
    "another count": _changed(count=3),
    "another dimension": _changed(dimension=255),
    "another hash": _changed(vectors_sha256="0" * 64),
    "no vectors": lambda folder: _vectors_file(folder).unlink(),
    "vectors empty": _empty,
    "vectors cut short": _truncated,
    "first byte flipped": _flipped(0),
    "middle byte flipped": _flipped(0.5),
    "last byte flipped": _flipped(1),
    "empty, hash agrees": _with_vectors(lambda: b""),
    "text, hash agrees": _with_vectors(lambda: b"no array"),
    "half a header, hash agrees": _with_vectors(lambda: _npy(np.zeros(3))[:20]),
    "half the numbers, hash agrees": _with_vectors(lambda: _npy(np.zeros((4, 256)))[:2000]),
    "archive, hash agrees": _with_vectors(_npz),
    "no archive, hash agrees": _with_vectors(lambda: b"PK\x03\x04 no archive"),
    "float64, hash agrees": _with_vectors(lambda: _npy(np.zeros((4, 256)))),
    "other shape, hash agrees": _with_vectors(lambda: _npy(np.zeros((256, 4), dtype=np.float32))),
    "one row, hash agrees": _with_vectors(lambda: _npy(np.zeros(1024, dtype=np.float32))),
    "objects, hash agrees": _with_vectors(
        lambda: _npy(np.full((4, 256), None, dtype=object), allow_pickle=True)
    ),
    "pickle, hash agrees": _with_vectors(lambda: pickle.dumps([1, 2, 3])),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_noticed_and_mended(folder: Path, damage: str) -> None:
    DAMAGE[damage](folder)
    with pytest.raises(DamagedIndexError) as caught:
        load_vectors(folder)
    assert str(folder) in str(caught.value)
    encoder = FakeEncoder()
    opened = open_vectors(folder, TEXTS, encoder)
    assert np.array_equal(opened.vectors, FakeEncoder().encode(TEXTS))
    assert opened.encoded == encoder.encoded == len(TEXTS)
    assert opened.notice
    assert opened.notice.startswith("The search index was rebuilt from the question bank: ")
    if damage != "manifest is a folder":
        again = open_vectors(folder, TEXTS, encoder)
        assert np.array_equal(again.vectors, opened.vectors)
        assert (again.encoded, again.notice) == (0, None)


def test_a_file_above_the_folder_is_neither_read_nor_removed(folder: Path) -> None:
    _evil_name(folder)
    open_vectors(folder, TEXTS, FakeEncoder())
    assert (folder.parent / "evil.npy").is_file()


def test_no_pickle_is_ever_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marker = folder.parent / "marker"
    monkeypatch.setattr(_Touch, "marker", str(marker))
    objects = np.empty((4, 256), dtype=object)
    objects[:] = _Touch()
    for data in (pickle.dumps(_Touch()), _npy(objects, allow_pickle=True)):
        _replace_vectors(folder, data)
        with pytest.raises(DamagedIndexError, match="not an array of vectors"):
            load_vectors(folder)
    assert not marker.exists()
    pickle.loads(pickle.dumps(_Touch())).close()
    assert marker.exists()  # so the pickle above was one that would have shown itself


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_another_format_version_is_stale(folder: Path, version: object) -> None:
    _rewrite(folder, format_version=version)
    with pytest.raises(StaleIndexError, match="this version reads 1"):
        load_vectors(folder)
    opened = open_vectors(folder, TEXTS, FakeEncoder())
    assert opened.encoded == len(TEXTS)
    assert opened.notice
    assert "this version reads 1" in opened.notice


def test_vectors_of_another_encoder_are_stale(folder: Path) -> None:
    class Other(FakeEncoder):
        name = "other"
        digest = "0" * 64

    manifest, _ = load_vectors(folder)
    with pytest.raises(StaleIndexError, match="made by fake, not by this other"):
        check_made_from(manifest, TEXTS, Other())


@pytest.mark.parametrize(
    "texts",
    [
        [],
        TEXTS[:3],
        [*TEXTS, "more"],
        TEXTS[::-1],
        ["One text", *TEXTS[1:]],
        ["one textanother text", *TEXTS[2:]],
    ],
)
def test_vectors_of_other_texts_are_stale(folder: Path, texts: list[str]) -> None:
    manifest, _ = load_vectors(folder)
    with pytest.raises(StaleIndexError, match="another version of the question bank"):
        check_made_from(manifest, texts, FakeEncoder())


def test_any_flipped_byte_gives_an_error_or_the_right_vectors(folder: Path) -> None:
    wanted = FakeEncoder().encode(TEXTS)
    choose = random.Random(0)
    for file in sorted(folder.iterdir()):
        whole = file.read_bytes()
        for place in choose.sample(range(len(whole)), 150):
            data = bytearray(whole)
            data[place] ^= 1 << choose.randrange(8)
            file.write_bytes(data)
            try:
                manifest, vectors = load_vectors(folder)
                check_made_from(manifest, TEXTS, FakeEncoder())
            except SearchError:
                pass
            else:
                assert np.array_equal(vectors, wanted), place
        file.write_bytes(whole)


def test_a_save_that_fails_leaves_no_draft(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    before = sorted(path.name for path in folder.iterdir())
    encoder = FakeEncoder()
    with pytest.raises(OSError, match="No space left"):
        save_vectors(folder, encoder.encode(["new"]), ["new"], encoder)
    assert sorted(path.name for path in folder.iterdir()) == before
    manifest, _ = load_vectors(folder)
    check_made_from(manifest, TEXTS, encoder)
