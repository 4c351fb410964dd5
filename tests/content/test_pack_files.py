"""What the files of a pack look like: a state that changes when any of them does."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from content import load_pack, pack_state
from tests.content.samples import file_of, write_pack

LATER_NS = 50_000_000


def _same_size_and_time(folder: Path) -> None:
    file = file_of(folder, "basics")
    found = file.stat()
    file.write_text(file.read_text().replace("What is a model?", "What is a table?"))
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a theme": lambda f: os.utime(file_of(f, "basics"), ns=(0, LATER_NS)),
    "the header": lambda f: os.utime(file_of(f, "pack"), ns=(0, LATER_NS)),
    "the guide": lambda f: file_of(f, "guide").write_text("role: x"),
    "a file gone": lambda f: file_of(f, "guide").unlink(),
    "a new theme": lambda f: file_of(f, "more").write_text("id: more"),
    "another name": lambda f: file_of(f, "basics").rename(file_of(f, "basis")),
    "other rights": lambda f: file_of(f, "basics").chmod(0o600),
    "same size and time": _same_size_and_time,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_shows(tmp_path: Path, change: Callable[[Path], object]) -> None:
    write_pack(tmp_path)
    before = pack_state(tmp_path)
    assert pack_state(tmp_path) == before
    time.sleep(LATER_NS / 1e9)  # more than a tick of the file system's clock
    change(tmp_path)
    assert pack_state(tmp_path) != before


def test_what_is_not_the_packs_does_not_show(tmp_path: Path) -> None:
    before = pack_state(write_pack(tmp_path))
    (tmp_path / "notes.txt").write_text("mine")
    for name in ("basics.yaml~", "basics.y~ml", "basics.yxml"):
        (tmp_path / "questions" / name).write_text("an editor's")
    (tmp_path / "questions" / ".#basics.yaml").symlink_to("me@host.1234")  # a lock of Emacs
    assert pack_state(tmp_path) == before
    assert load_pack(tmp_path)


@pytest.mark.parametrize("place", ["", "nowhere", "file", "file/below"])
def test_no_pack_has_no_files(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    assert pack_state(tmp_path / place) == ()
