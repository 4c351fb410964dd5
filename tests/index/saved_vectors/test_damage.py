"""What is damaged, or was made to harm, is noticed, never used, and mended."""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import DamagedIndexError, StaleIndexError, open_vectors
from index.saved_vectors import read_saved
from tests.conftest import FakeEncoder
from tests.index.saved_vectors.samples import (
    OtherEncoder,
    assert_opens,
    count_saved,
    manifest_of,
    names_in,
    names_wanted,
    npy,
    rewrite,
    segment_sizes,
)

TEXTS = ["one text", "another text", "déjà vu \ud83d", ""]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the saved vectors of TEXTS, in one segment."""
    open_vectors(tmp_path / "index", TEXTS, FakeEncoder())
    return tmp_path / "index"


def _file(folder: Path, stem: str, segment: int = 0) -> Path:
    digest = manifest_of(folder)["segments"][segment][f"{stem}_sha256"]
    return folder / f"{stem}-{digest}.npy"


def _segment(folder: Path, **changes: Any) -> None:
    [segment] = manifest_of(folder)["segments"]
    rewrite(folder, segments=[segment | changes])


def _replace(folder: Path, stem: str, data: bytes) -> None:
    """Another file under a manifest that agrees with it, as one who means harm would do it."""
    digest = hashlib.sha256(data).hexdigest()
    (folder / f"{stem}-{digest}.npy").write_bytes(data)
    _segment(folder, **{f"{stem}_sha256": digest})


def _reason(folder: Path) -> str:
    saved = read_saved(folder, FakeEncoder())
    assert isinstance(saved.reason, DamagedIndexError)
    assert not saved.segments
    return str(saved.reason)


# --- damage ---

Spoil = Callable[[Path], None]


def _no_folder(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


def _manifest_folder(folder: Path) -> None:
    (folder / "manifest.json").unlink()
    (folder / "manifest.json").mkdir()


def _manifest_is(content: str | bytes) -> Spoil:
    data = content if isinstance(content, bytes) else content.encode()

    def spoil(folder: Path) -> None:
        (folder / "manifest.json").write_bytes(data)

    return spoil


def _manifest(**changes: Any) -> Spoil:
    return lambda folder: rewrite(folder, **changes)


def _entry(**changes: Any) -> Spoil:
    return lambda folder: _segment(folder, **changes)


def _without(field: str) -> Spoil:
    def spoil(folder: Path) -> None:
        fields = manifest_of(folder)
        (fields if field in fields else fields["segments"][0]).pop(field)
        (folder / "manifest.json").write_text(json.dumps(fields))

    return spoil


def _evil_name(folder: Path) -> None:
    _file(folder, "vectors").rename(folder.parent / "evil.npy")
    _segment(folder, vectors_sha256="/../../evil")


def _cut_short(stem: str) -> Spoil:
    return lambda folder: os.truncate(_file(folder, stem), _file(folder, stem).stat().st_size - 1)


def _flipped(stem: str, place: float) -> Spoil:
    def spoil(folder: Path) -> None:
        file = _file(folder, stem)
        data = bytearray(file.read_bytes())
        data[int(place * (len(data) - 1))] ^= 1
        file.write_bytes(data)

    return spoil


def _agreeing(stem: str, make: Callable[[], bytes]) -> Spoil:
    return lambda folder: _replace(folder, stem, make())


def _npz() -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, FakeEncoder().encode(TEXTS))
    return buffer.getvalue()


def _with_header(header: str) -> bytes:
    """An .npy file of the vectors with another header, padded as the format wants it."""
    data = FakeEncoder().encode(TEXTS).tobytes()
    padded = header.ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00" + len(padded).to_bytes(2, "little") + padded.encode() + data


class _Touch:
    """Unpickling this would create a file."""

    marker = ""

    def __reduce__(self) -> tuple[Any, tuple[str, str]]:
        return (open, (self.marker, "w"))


DAMAGE: dict[str, Spoil] = {
    "no folder": _no_folder,
    "no manifest": lambda folder: (folder / "manifest.json").unlink(),
    "manifest is a folder": _manifest_folder,
    "manifest empty": _manifest_is(""),
    "manifest cut short": _manifest_is('{"format_version": 2, "enc'),
    "manifest not UTF-8": _manifest_is(b"\xff\xfe{}"),
    "manifest a list": _manifest_is("[]"),
    "manifest a text": _manifest_is('"format_version"'),
    "manifest nothing": _manifest_is("null"),
    "manifest deeply nested": _manifest_is("[" * 100_000),
    "format 1 and nothing else": _manifest_is('{"format_version": 1}'),
    "no format version": _without("format_version"),
    "no encoder": _without("encoder_digest"),
    "no segments": _without("segments"),
    "no rows": _without("rows"),
    "no hash": _without("vectors_sha256"),
    "a field too many": _manifest(extra=1),
    "a field too many in a segment": _entry(extra=1),
    "file above its folder": _evil_name,
    "file without a hash": _entry(keys_sha256=""),
    "file with a nul": _entry(keys_sha256="0" * 63 + "\0"),
    "file with a line after it": _entry(keys_sha256="0" * 64 + "\n"),
    "file is a number": _entry(vectors_sha256=5),
    "file is nothing": _entry(vectors_sha256=None),
    "segments a number": _manifest(segments=5),
    "segments numbers": _manifest(segments=[5]),
    "more rows": _entry(rows=5),
    "no row": _entry(rows=0),
    "rows below nothing": _entry(rows=-4),
    "rows beyond numbers": _entry(rows=10**30),
    "another dimension": _manifest(dimension=255),
    "no dimension": _manifest(dimension=0),
    "another hash": _entry(vectors_sha256="0" * 64),
    "no keys": lambda folder: _file(folder, "keys").unlink(),
    "no vectors": lambda folder: _file(folder, "vectors").unlink(),
    "keys empty": lambda folder: os.truncate(_file(folder, "keys"), 0),
    "vectors empty": lambda folder: os.truncate(_file(folder, "vectors"), 0),
    "keys cut short": _cut_short("keys"),
    "vectors cut short": _cut_short("vectors"),
    "first byte of keys flipped": _flipped("keys", 0),
    "last byte of keys flipped": _flipped("keys", 1),
    "first byte flipped": _flipped("vectors", 0),
    "middle byte flipped": _flipped("vectors", 0.5),
    "last byte flipped": _flipped("vectors", 1),
    "keys are text, hash agrees": _agreeing("keys", lambda: b"no array"),
    "keys of half a length, hash agrees": _agreeing(
        "keys", lambda: npy(np.zeros((4, 16), dtype=np.uint8))
    ),
    "keys are floats, hash agrees": _agreeing("keys", lambda: npy(np.zeros((4, 32)))),
    "empty, hash agrees": _agreeing("vectors", lambda: b""),
    "text, hash agrees": _agreeing("vectors", lambda: b"no array"),
    "half a header, hash agrees": _agreeing("vectors", lambda: npy(np.zeros(3))[:20]),
    "half the numbers, hash agrees": _agreeing(
        "vectors", lambda: npy(np.zeros((4, 256), dtype=np.float32))[:2000]
    ),
    "rows below nothing, hash agrees": _agreeing(
        "vectors",
        lambda: _with_header("{'descr': '<f4', 'fortran_order': False, 'shape': (-4, 256), }"),
    ),
    "rows beyond numbers, hash agrees": _agreeing(
        "vectors",
        lambda: _with_header("{'descr': '<f4', 'fortran_order': False, 'shape': (9**99, 256), }"),
    ),
    "rows beyond the file, hash agrees": _agreeing(
        "vectors",
        lambda: _with_header(
            f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({9**40}, 2), }}"
        ),
    ),
    "shape of texts, hash agrees": _agreeing(
        "vectors",
        lambda: _with_header("{'descr': '<f4', 'fortran_order': False, 'shape': ('4', '256'), }"),
    ),
    "header is a call, hash agrees": _agreeing(
        "vectors", lambda: _with_header("__import__('os').abort()")
    ),
    "archive, hash agrees": _agreeing("vectors", _npz),
    "no archive, hash agrees": _agreeing("vectors", lambda: b"PK\x03\x04 no archive"),
    "float64, hash agrees": _agreeing("vectors", lambda: npy(np.zeros((4, 256)))),
    "other shape, hash agrees": _agreeing(
        "vectors", lambda: npy(np.zeros((256, 4), dtype=np.float32))
    ),
    "one row, hash agrees": _agreeing("vectors", lambda: npy(np.zeros(1024, dtype=np.float32))),
    "objects, hash agrees": _agreeing(
        "vectors", lambda: npy(np.full((4, 256), None, dtype=object), allow_pickle=True)
    ),
    "pickle, hash agrees": _agreeing("vectors", lambda: pickle.dumps([1, 2, 3])),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_noticed_and_mended(folder: Path, damage: str) -> None:
    DAMAGE[damage](folder)
    assert str(folder) in _reason(folder)
    encoder = FakeEncoder()
    opened = open_vectors(folder, TEXTS, encoder)
    assert np.array_equal(opened.vectors, FakeEncoder().encode(TEXTS))
    assert opened.encoded == encoder.encoded == len(TEXTS)
    assert opened.notice
    assert opened.notice.startswith("The search index was rebuilt from the question bank: ")
    assert not opened.outdated
    if damage != "manifest is a folder":
        again = open_vectors(folder, TEXTS, encoder)
        assert np.array_equal(again.vectors, opened.vectors)
        assert (again.encoded, again.notice) == (0, None)
        assert names_in(folder) == names_wanted(folder)


@pytest.mark.parametrize("stem", ["keys", "vectors"])
@pytest.mark.parametrize("segment", [0, 1, 2])
def test_only_the_texts_of_a_damaged_segment_are_encoded_again(
    folder: Path, stem: str, segment: int
) -> None:
    bank = list(TEXTS)
    for more in (["a", "b"], ["c"]):
        bank += more
        assert_opens(folder, bank)
    sizes = [entry["rows"] for entry in manifest_of(folder)["segments"]]
    assert sizes == [4, 2, 1]
    _file(folder, stem, segment).write_bytes(b"damaged")
    opened = open_vectors(folder, bank, FakeEncoder())
    assert np.array_equal(opened.vectors, FakeEncoder().encode(bank))
    assert opened.encoded == sizes[segment]
    assert opened.notice
    assert "its content is not what the manifest says" in opened.notice
    assert segment_sizes(folder) == [1, 2, 4]
    assert assert_opens(folder, bank) == 0


def test_a_damaged_segment_that_nobody_needs_is_told_once(folder: Path) -> None:
    assert_opens(folder, [*TEXTS, "gone"])
    _file(folder, "vectors", 1).write_bytes(b"damaged")
    assert open_vectors(folder, TEXTS, FakeEncoder()).notice
    assert open_vectors(folder, TEXTS, FakeEncoder()).notice is None
    assert names_in(folder) == names_wanted(folder)


def test_a_file_above_the_folder_is_neither_read_nor_removed(folder: Path) -> None:
    _evil_name(folder)
    open_vectors(folder, TEXTS, FakeEncoder())
    assert (folder.parent / "evil.npy").is_file()


def test_only_files_of_an_index_are_removed(folder: Path) -> None:
    others = {"notes.txt", "vectors.npy", "vectors-by-hand.npy", ".hidden", "keys-0.npy"}
    ours = {f"vectors-{'0' * 64}.npy", f"vectors-{'1' * 16}.npy", ".manifest.json-x7", ".keys-x7"}
    for name in others | ours:
        (folder / name).write_text("")
    assert_opens(folder, [*TEXTS, "new"])
    assert names_in(folder) == names_wanted(folder) | others


def test_no_pickle_is_ever_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marker = folder.parent / "marker"
    monkeypatch.setattr(_Touch, "marker", str(marker))
    objects = np.empty((4, 256), dtype=object)
    objects[:] = _Touch()
    for stem in ("vectors", "keys"):
        for data in (pickle.dumps(_Touch()), npy(objects, allow_pickle=True)):
            _replace(folder, stem, data)
            assert f"not an array of {stem}" in _reason(folder)
    assert not marker.exists()
    pickle.loads(pickle.dumps(_Touch())).close()
    assert marker.exists()  # so the pickle above was one that would have shown itself


@pytest.mark.parametrize("version", [0, 3, "2", None])
def test_another_format_version_is_stale(folder: Path, version: object) -> None:
    rewrite(folder, format_version=version)
    assert isinstance(read_saved(folder, FakeEncoder()).reason, StaleIndexError)
    opened = open_vectors(folder, TEXTS, FakeEncoder())
    assert opened.encoded == len(TEXTS)
    assert opened.notice
    assert "this version reads 2" in opened.notice


def test_vectors_of_another_encoder_are_stale(folder: Path) -> None:
    saved = read_saved(folder, OtherEncoder())
    assert isinstance(saved.reason, StaleIndexError)
    assert not saved.segments
    assert "made by fake, not by this other" in str(saved.reason)


def test_any_flipped_byte_gives_a_reason_or_the_right_vectors(folder: Path) -> None:
    choose = random.Random(0)
    for file in sorted(folder.iterdir()):
        whole = file.read_bytes()
        for place in choose.sample(range(len(whole)), 150):
            data = bytearray(whole)
            data[place] ^= 1 << choose.randrange(8)
            file.write_bytes(data)
            saved = read_saved(folder, FakeEncoder())
            if saved.reason is None:
                assert count_saved(saved, TEXTS) == len(TEXTS), place
            else:
                assert not saved.segments
        file.write_bytes(whole)


def test_a_save_that_fails_leaves_nothing_new(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever of the files it is that has no room."""
    before = names_in(folder)
    real = os.fsync
    for room in range(4):
        left = iter(range(room))

        def fsync(handle: int, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise OSError(28, "No space left on device")
            real(handle)

        monkeypatch.setattr(os, "fsync", fsync)
        opened = open_vectors(folder, [*TEXTS, "new"], FakeEncoder())
        assert opened.encoded == 1
        assert np.array_equal(opened.vectors, FakeEncoder().encode([*TEXTS, "new"]))
        assert opened.notice
        assert "could not be saved (No space left on device" in opened.notice
        assert names_in(folder) == before
    monkeypatch.undo()
    assert assert_opens(folder, TEXTS) == 0
