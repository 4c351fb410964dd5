"""A file is written whole or not at all, and no draft is left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from content import write_atomically


def test_a_file_is_written_and_written_over(tmp_path: Path) -> None:
    file = tmp_path / "file"
    for data in (b"one", b"another"):
        write_atomically(file, data)
        assert file.read_bytes() == data
    assert list(tmp_path.iterdir()) == [file]


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    with pytest.raises(OSError, match="folder"):
        write_atomically(tmp_path / "folder", b"data")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "nowhere" / "file", b"data")
