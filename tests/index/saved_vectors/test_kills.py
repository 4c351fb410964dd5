"""A process that is killed as it saves leaves the old or the new, and the next save tidies up."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.saved_vectors import read_saved
from tests.conftest import FakeEncoder
from tests.index.saved_vectors.killed import OLD, SCENARIOS
from tests.index.saved_vectors.samples import (
    ROOT,
    assert_opens,
    count_saved,
    names_in,
    names_wanted,
)

PROGRAM = [sys.executable, "-m", "tests.index.saved_vectors.killed"]


def _manifest(folder: Path) -> bytes | None:
    path = folder / "manifest.json"
    return path.read_bytes() if path.exists() else None


def _reason(folder: Path) -> str:
    """Why what is saved is not used, without the path of the folder, which differs."""
    return str(read_saved(folder, FakeEncoder()).reason).replace(str(folder), "")


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_kill_at_any_step_leaves_the_old_or_the_new(scenario: str, tmp_path: Path) -> None:
    subprocess.run([*PROGRAM, scenario, str(tmp_path)], cwd=ROOT, check=True, timeout=300)
    before, after = tmp_path / "before", tmp_path / "after"
    texts = SCENARIOS[scenario][1]
    assert names_in(after) == names_wanted(after)
    old, new = _manifest(before), _manifest(after)
    assert old != new
    seen = []
    for at in range(1, len(names_in(tmp_path)) - 1):
        left = tmp_path / str(at)
        assert _manifest(left) in (old, new)
        assert _reason(left) == _reason(before if _manifest(left) == old else after)
        seen.append(_manifest(left) == new)
        assert_opens(left, texts)
        assert_opens(left, [*texts, "one more"])
        assert names_in(left) == names_wanted(left)
        assert_opens(left, OLD)
    assert seen == sorted(seen)
    assert seen.count(False) >= 4
    assert seen.count(True) >= 1


def test_a_kill_at_any_time_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    delays = random.Random(0)
    states = set()
    for _ in range(6):
        command = [*PROGRAM, "repeat", str(tmp_path)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        with process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(delays.uniform(0, 0.3))
            process.kill()
        saved = read_saved(tmp_path, FakeEncoder())
        assert saved.reason is None
        assert count_saved(saved, OLD) == len(OLD)
        states.add(sum(len(segment.keys) for segment in saved.segments))
    assert len(states) > 1  # so it was killed in more than one state
    assert_opens(tmp_path, [*OLD, "one more"])
    assert names_in(tmp_path) == names_wanted(tmp_path)
