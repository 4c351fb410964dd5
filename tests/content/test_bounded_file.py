"""Files that never end are not read to their end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from content.bounded_file import read_bounded


def test_a_file_is_read_up_to_the_limit_and_one_byte(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"12345")
    assert read_bounded(file, 5) == b"12345"
    assert read_bounded(file, 4) == b"12345"
    assert read_bounded(file, 3) == b"1234"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe"):
        with pytest.raises(OSError, match="No plain file"):
            read_bounded(tmp_path / name, 10)


def test_a_file_that_says_it_is_empty_is_bounded_too() -> None:
    told_empty = Path("/proc/self/status")
    if told_empty.exists():
        assert len(read_bounded(told_empty, 10)) == 11
