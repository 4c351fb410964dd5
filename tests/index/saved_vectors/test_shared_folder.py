"""Several processes on one folder: each sees the old or the new, and nothing is done twice."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index import open_vectors
from index.saved_vectors import Segment, read_saved, reading
from index.saved_vectors.manifest import SegmentEntry
from index.saved_vectors.segment import open_segment
from tests.conftest import FakeEncoder
from tests.index.saved_vectors.samples import (
    ROOT,
    assert_opens,
    count_saved,
    names_in,
    names_wanted,
    numbered,
)

BASE = numbered("base", 60)
TURNS = 30


def _turn(number: int) -> list[str]:
    return numbered(f"turn {number}", 50)


IMPORTS = f"""
import sys, time
from collections import Counter
from pathlib import Path
from index.saved_vectors import text_keys
from {__name__} import *
from {__name__} import _turn
folder = Path(sys.argv[1])
"""

WRITE = """
for turn in range(TURNS):
    assert_opens(folder, [*BASE, *_turn(turn)])
    if turn % 3 == 0:
        assert_opens(folder, BASE[:40])
        assert_opens(folder, BASE)
"""
"""Adds and removes, so that segments are merged and their files removed all the time."""

READ = """
turns = {key.tobytes(): turn for turn in range(TURNS) for key in text_keys(_turn(turn))}
seen = set()
while not (folder / "stop").exists():
    saved = read_saved(folder, FakeEncoder())
    assert saved.reason is None, saved.reason
    assert count_saved(saved, BASE) in (40, 60)
    found = Counter(turns.get(key.tobytes()) for s in saved.segments for key in s.keys)
    found.pop(None)
    assert set(found.values()) <= {50}, found
    seen.add(tuple(found))
print(len(seen))
"""

EDIT = """
for turn in range(15):
    assert_opens(folder, [*BASE, *numbered(f"{sys.argv[2]} {turn}", 50)])
"""

SLOW = """
class Slow(FakeEncoder):
    def encode(self, texts):
        time.sleep(0.5)
        return super().encode(texts)

print("ready", flush=True)
input()
print(open_vectors(folder, BASE, Slow()).encoded)
"""


def _started(program: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", IMPORTS + program, *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)


def _finished(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return said


def test_readers_see_the_old_or_the_new_while_another_writes(tmp_path: Path) -> None:
    assert_opens(tmp_path, BASE)
    readers = [_started(READ, str(tmp_path)) for _ in range(2)]
    _finished(_started(WRITE, str(tmp_path)))
    (tmp_path / "stop").touch()
    for reader in readers:
        assert int(_finished(reader)) > 5  # so it did read while the other wrote
    (tmp_path / "stop").unlink()
    assert names_in(tmp_path) == names_wanted(tmp_path)


def test_writers_at_once_both_get_what_they_opened(tmp_path: Path) -> None:
    assert_opens(tmp_path, BASE)
    for writer in [_started(EDIT, str(tmp_path), name) for name in ("one", "other")]:
        _finished(writer)
    saved = read_saved(tmp_path, FakeEncoder())
    assert saved.reason is None
    assert count_saved(saved, BASE) == len(BASE)
    assert names_in(tmp_path) == names_wanted(tmp_path)


def test_of_processes_that_lack_the_same_texts_one_encodes_them(tmp_path: Path) -> None:
    processes = [_started(SLOW, str(tmp_path)) for _ in range(3)]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    assert sorted(int(_finished(process)) for process in processes) == [0, 0, len(BASE)]


def test_a_reader_waits_for_no_writer(tmp_path: Path) -> None:
    assert_opens(tmp_path, BASE)
    hold = "from content import locked\nwith locked(folder):\n    print('ready', flush=True)\n"
    holder = _started(hold + "    input()\n", str(tmp_path))
    assert holder.stdout
    assert holder.stdout.readline() == "ready\n"
    start = time.monotonic()
    assert assert_opens(tmp_path, BASE) == 0
    assert time.monotonic() - start < 30
    holder.communicate("\n", timeout=60)


@pytest.mark.parametrize("times", [1, 3, 50])
def test_files_that_are_merged_away_under_a_reader_are_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """Another process saves between a reader's look at the manifest and at the files, each time."""
    assert_opens(tmp_path, BASE)
    real = open_segment
    left = iter(range(times))

    def open_late(folder: Path, entry: SegmentEntry, dimension: int) -> Segment:
        turn = next(left, None)
        if turn is not None:
            monkeypatch.setattr(reading, "open_segment", real)
            for texts in (_turn(turn), [f"only {turn}"]):  # the second leaves most rows dead
                open_vectors(folder, [*BASE[:20], *texts], FakeEncoder())
            monkeypatch.setattr(reading, "open_segment", open_late)
        return real(folder, entry, dimension)

    monkeypatch.setattr(reading, "open_segment", open_late)
    saved = read_saved(tmp_path, FakeEncoder())
    if times < 10:
        assert saved.reason is None
        assert count_saved(saved, BASE[:20]) == 20
    else:
        assert "is missing" in str(saved.reason)


def test_threads_at_once(tmp_path: Path) -> None:
    def opened(turn: int) -> bool:
        texts = [*BASE, *_turn(turn % 4)]
        vectors = open_vectors(tmp_path, texts, FakeEncoder()).vectors
        return np.array_equal(vectors, FakeEncoder().encode(texts))

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(opened, range(24)))
    assert names_in(tmp_path) == names_wanted(tmp_path)
