"""Folders that an older version of Viva saved are carried over, once."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import open_vectors
from tests.conftest import FakeEncoder
from tests.index.saved_vectors.samples import (
    OtherEncoder,
    assert_opens,
    manifest_of,
    names_in,
    names_wanted,
    npy,
    numbered,
    rewrite,
    save_first_format,
    segment_sizes,
)

TEXTS = ["one text", "another text", "one text", "déjà vu \ud83d", ""]


@pytest.mark.parametrize("more", [0, 3])
def test_it_is_carried_over_and_nothing_is_encoded_again(tmp_path: Path, more: int) -> None:
    save_first_format(tmp_path, TEXTS)
    opened = open_vectors(tmp_path, [*TEXTS, *numbered("more", more)], FakeEncoder())
    assert opened.encoded == more
    assert opened.notice
    assert "older version of Viva" in opened.notice
    assert opened.outdated
    assert manifest_of(tmp_path)["format_version"] == 2
    assert segment_sizes(tmp_path) == [n for n in (more, 4) if n]
    assert names_in(tmp_path) == names_wanted(tmp_path)
    again = open_vectors(tmp_path, TEXTS, FakeEncoder())
    assert (again.encoded, again.notice) == (0, None)
    assert np.array_equal(again.vectors, FakeEncoder().encode(TEXTS))


def test_an_empty_one(tmp_path: Path) -> None:
    save_first_format(tmp_path, [])
    assert assert_opens(tmp_path, TEXTS) == 4
    assert names_in(tmp_path) == names_wanted(tmp_path)


def test_one_of_another_encoder_is_not_used(tmp_path: Path) -> None:
    save_first_format(tmp_path, TEXTS, OtherEncoder())
    assert assert_opens(tmp_path, TEXTS) == 4
    assert names_in(tmp_path) == names_wanted(tmp_path)


def test_where_it_cannot_be_written_it_is_used_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_first_format(tmp_path, TEXTS)
    before = names_in(tmp_path)

    def fail(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    for _ in range(2):
        opened = open_vectors(tmp_path, TEXTS, FakeEncoder())
        assert opened.encoded == 0
        assert opened.notice
        assert "No space left" in opened.notice
        assert np.array_equal(opened.vectors, FakeEncoder().encode(TEXTS))
    assert names_in(tmp_path) == before


def _vectors_file(folder: Path) -> Path:
    [path] = folder.glob("vectors-*.npy")
    return path


def _replace_vectors(folder: Path, data: bytes) -> None:
    _vectors_file(folder).write_bytes(data)
    rewrite(folder, vectors_sha256=hashlib.sha256(data).hexdigest())


def _elsewhere(folder: Path) -> None:
    shutil.move(_vectors_file(folder), folder.parent / "evil.npy")
    rewrite(folder, vectors_file="../evil.npy")


DAMAGE: dict[str, Callable[[Path], Any]] = {
    "cut short": lambda folder: _vectors_file(folder).write_bytes(b"half"),
    "missing": lambda folder: _vectors_file(folder).unlink(),
    "elsewhere": _elsewhere,
    "too few texts": lambda folder: rewrite(folder, texts=["0" * 64]),
    "no texts": lambda folder: rewrite(folder, texts=None),
    "texts not hashes": lambda folder: rewrite(folder, texts=["é" * 64] * 5),
    "not an array, hash agrees": lambda folder: _replace_vectors(folder, b"no array"),
    "float64, hash agrees": lambda folder: _replace_vectors(folder, npy(np.zeros((5, 256)))),
    "objects, hash agrees": lambda folder: _replace_vectors(
        folder, npy(np.full((5, 256), None, dtype=object), allow_pickle=True)
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_one_is_made_again(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "index"
    save_first_format(folder, TEXTS)
    DAMAGE[damage](folder)
    assert assert_opens(folder, TEXTS) == 4
    assert assert_opens(folder, TEXTS) == 0
    assert names_in(folder) == names_wanted(folder)
