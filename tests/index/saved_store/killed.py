"""A program that saves a store and is killed: before every step of it in turn, or at any time.

    python -m tests.index.saved_store.killed SCENARIO FOLDER
leaves FOLDER/before, FOLDER/1, FOLDER/2 and so on, and FOLDER/after of the process that was left
to come to its end.

    python -m tests.index.saved_store.killed repeat FOLDER
saves one content and another in turn until it is killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from index.saved_store import StoreContent, open_saved_store
from tests.conftest import DigestEncoder
from tests.index.saved_store.samples import content_of, file_of
from tests.index.saved_vectors.killed import die_before_step
from tests.index.saved_vectors.samples import numbered

OLD = numbered("old", 40)
NEW = [*OLD[3:], *numbered("new", 5)]


class _Other(DigestEncoder):
    name = "other"

    def __init__(self) -> None:
        super().__init__(content_of("x").encoder.dimension)
        self.digest = "0" * 64


def _old(folder: Path) -> None:
    open_saved_store(folder, content_of(*OLD))


def _damaged(folder: Path) -> None:
    _old(folder)
    file_of(folder).write_bytes(b"damaged")


SCENARIOS: dict[str, tuple[Callable[[Path], object], StoreContent]] = {
    "first": (lambda folder: None, content_of(*NEW)),
    "edited": (_old, content_of(*NEW)),
    "replaced": (_old, content_of(*numbered("other", 40))),
    "other encoder": (
        lambda folder: open_saved_store(folder, content_of(*OLD, encoder=_Other())),
        content_of(*OLD),
    ),
    "damaged": (_damaged, content_of(*OLD)),
}
"""What the folder holds before, and what is opened then."""


def _killed(folder: Path, content: StoreContent, at: int) -> bool:
    """Whether a process that opens this was killed there, rather than came to its end."""
    child = os.fork()
    if child == 0:
        try:
            die_before_step(at)
            open_saved_store(folder, content)
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, -signal.SIGKILL):
        raise SystemExit(f"step {at} ended with {code}")
    return code != 0


def _every_step(scenario: str, folder: Path) -> None:
    prepare, content = SCENARIOS[scenario]
    before = folder / "before"
    before.mkdir()
    prepare(before)
    for at in count(1):
        left = shutil.copytree(before, folder / str(at))
        if not _killed(left, content, at):
            left.rename(folder / "after")
            return


def _repeat(folder: Path) -> None:
    open_saved_store(folder, content_of(*OLD))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for turn in count():
        open_saved_store(folder, content_of(*OLD, *numbered(f"turn {turn}", 20)))


if __name__ == "__main__":
    if sys.argv[1] == "repeat":
        _repeat(Path(sys.argv[2]))
    else:
        _every_step(sys.argv[1], Path(sys.argv[2]))
