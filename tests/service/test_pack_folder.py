"""A pack's folder is read when it changed and is left alone, and never misses a change."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from content import ContentError, Pack
from service import PackFolder, pack_folder
from tests.content.samples import file_of, header_fields, write_pack

TRIES = 200
PAUSE = 0.02


def until(found: Callable[[], bool]) -> bool:
    """Whether it comes true within some seconds."""
    for _ in range(TRIES):
        if found():
            return True
        time.sleep(PAUSE)
    return False


@pytest.fixture
def folder(tmp_path: Path) -> PackFolder:
    """A pack that was loaded when nobody wrote it."""
    write_pack(tmp_path)
    time.sleep(pack_folder.QUIET_NS / 1e9)
    found = PackFolder(tmp_path)
    found.load()
    return found


def test_what_was_loaded_has_not_changed(folder: PackFolder) -> None:
    assert not folder.changed()
    folder.forget()
    assert folder.changed()


def test_a_change_shows_when_the_writing_is_over(
    folder: PackFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pack(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(pack_folder, "QUIET_NS", 3600 * 10**9)
        assert not folder.changed()
    assert until(folder.changed)


def test_a_wrong_pack_is_not_tried_again_until_it_changes(
    folder: PackFolder, tmp_path: Path
) -> None:
    file_of(tmp_path, "basics").write_text("id: [")
    assert until(folder.changed)
    with pytest.raises(ContentError):
        folder.load()
    assert not folder.changed()
    file_of(tmp_path, "basics").unlink()
    assert folder.changed()


def test_a_write_just_after_loading_is_never_missed(tmp_path: Path) -> None:
    """Both writes may bear the same time and size, so what was just written is read again."""
    folder = PackFolder(tmp_path)
    for title in ("One", "Two"):
        write_pack(tmp_path, pack=header_fields(title=title))
        if title == "One":
            folder.load()
    assert until(folder.changed)
    pack = folder.load()
    assert isinstance(pack, Pack)
    assert pack.title == "Two"
    assert not folder.changed()
