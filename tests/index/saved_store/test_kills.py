"""A process that is killed as it saves a store leaves the old or the new."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.index.saved_store.killed import OLD, SCENARIOS
from tests.index.saved_store.samples import assert_opens, content_of, names_in, names_wanted
from tests.index.saved_vectors.samples import ROOT

PROGRAM = [sys.executable, "-m", "tests.index.saved_store.killed"]

ONE_THREAD = os.environ | {"OMP_NUM_THREADS": "1"}
"""It forks, which threads of OpenMP do not survive."""


TOLD = ("replaced", "other encoder", "damaged")
"""Scenarios in which a person is told why the store is built again."""


def _manifest(folder: Path) -> bytes | None:
    path = folder / "manifest.json"
    return path.read_bytes() if path.exists() else None


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_kill_at_any_step_leaves_the_old_or_the_new(scenario: str, tmp_path: Path) -> None:
    command = [*PROGRAM, scenario, str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=300, env=ONE_THREAD)
    before, after = tmp_path / "before", tmp_path / "after"
    content = SCENARIOS[scenario][1]
    assert names_in(after) == names_wanted(after)
    old, new = _manifest(before), _manifest(after)
    assert (old == new) == (scenario == "damaged")
    seen = []
    for at in range(1, len(names_in(tmp_path)) - 1):
        left = tmp_path / str(at)
        assert _manifest(left) in (old, new)
        seen.append(_manifest(left) == new)
        opened = assert_opens(left, content)
        assert opened.notice is None or scenario in TOLD
        if seen[-1] and old != new:
            assert (opened.built, opened.added, opened.notice) == (False, 0, None)
        assert_opens(left, content_of(*OLD, "one more"))
        assert names_in(left) == names_wanted(left)
    assert seen == sorted(seen)
    assert len(seen) >= 5
    assert seen[-1]


def test_a_kill_at_any_time_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    delays = random.Random(0)
    for _ in range(4):
        command = [*PROGRAM, "repeat", str(tmp_path)]
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=ONE_THREAD
        )
        with process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(delays.uniform(0, 0.3))
            process.kill()
        opened = assert_opens(tmp_path, content_of(*OLD))
        assert opened.notice is None or opened.outdated  # so many turns that most is of others
    assert_opens(tmp_path, content_of(*OLD, "one more"))
    assert names_in(tmp_path) == names_wanted(tmp_path)
