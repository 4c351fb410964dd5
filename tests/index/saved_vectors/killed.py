"""A program that saves and is killed: before every step of it in turn, or whenever it happens.

    python -m tests.index.saved_vectors.killed SCENARIO FOLDER
leaves FOLDER/before, FOLDER/1, FOLDER/2 and so on, and FOLDER/after of the process that was left
to come to its end.

    python -m tests.index.saved_vectors.killed repeat FOLDER
saves one bank and another in turn until it is killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from index import open_vectors
from tests.conftest import FakeEncoder
from tests.index.saved_vectors.samples import OtherEncoder, manifest_of, numbered, save_first_format

OLD = numbered("old", 24)
MORE = [*OLD, *numbered("more", 5)]


def _save(folder: Path, *banks: list[str]) -> None:
    for texts in banks:
        open_vectors(folder, texts, FakeEncoder())


def _small_segments(folder: Path) -> None:
    _save(folder, *(numbered("old", size) for size in range(16, 25)))


def _damaged(folder: Path) -> None:
    _save(folder, OLD, MORE)
    [_, small] = manifest_of(folder)["segments"]
    (folder / f"vectors-{small['vectors_sha256']}.npy").write_bytes(b"damaged")


SCENARIOS: dict[str, tuple[Callable[[Path], Any], list[str]]] = {
    "first": (lambda folder: None, MORE),
    "added": (lambda folder: _save(folder, OLD), MORE),
    "edited": (lambda folder: _save(folder, OLD), [*OLD[1:], "edited"]),
    "removed": (lambda folder: _save(folder, MORE), OLD[:5]),
    "merged": (_small_segments, numbered("old", 34)),
    "first format": (lambda folder: save_first_format(folder, OLD), MORE),
    "other encoder": (lambda folder: open_vectors(folder, OLD, OtherEncoder()), OLD),
    "damaged": (_damaged, [*MORE, "new"]),
}
"""What the folder holds before, and the texts of the bank that is opened then."""


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_before_step(at: int) -> None:
    """From now on this process dies before the given step that changes anything on disk.

    Of what is written a half is written, so that half a file is among what it leaves.
    """
    steps = count(1)

    def step(event: str, arguments: tuple[Any, ...]) -> None:
        changes = event in {"os.rename", "os.remove", "os.mkdir"}
        opens = event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT
        if (changes or opens or event == "fsync") and next(steps) == at:
            _die()

    class HalfWritten:
        def __init__(self, file: Any) -> None:
            self.file = file

        def __enter__(self) -> HalfWritten:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def __getattr__(self, name: str) -> Any:
            return getattr(self.file, name)

        def write(self, data: Any) -> Any:
            if next(steps) == at:
                self.file.write(bytes(data)[: memoryview(data).nbytes // 2])
                self.file.flush()
                _die()
            return self.file.write(data)

    def fsync(handle: int) -> None:
        step("fsync", ())
        real_fsync(handle)

    real_fsync, real_open = os.fsync, os.fdopen
    os.fsync = fsync  # type: ignore[assignment]
    os.fdopen = lambda *a, **o: HalfWritten(real_open(*a, **o))  # type: ignore[assignment]
    sys.addaudithook(step)


def _killed(folder: Path, texts: list[str], at: int) -> bool:
    """Whether a process that opens the texts was killed there, rather than came to its end."""
    child = os.fork()
    if child == 0:
        try:
            die_before_step(at)
            open_vectors(folder, texts, FakeEncoder())
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, -signal.SIGKILL):
        raise SystemExit(f"step {at} ended with {code}")
    return code != 0


def _every_step(scenario: str, folder: Path) -> None:
    prepare, texts = SCENARIOS[scenario]
    before = folder / "before"
    before.mkdir()
    prepare(before)
    for at in count(1):
        left = shutil.copytree(before, folder / str(at))
        if not _killed(left, texts, at):
            left.rename(folder / "after")
            return


def _repeat(folder: Path) -> None:
    _save(folder, OLD)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for turn in count():
        _save(folder, [*OLD, *numbered(f"turn {turn}", 200)], OLD)


if __name__ == "__main__":
    if sys.argv[1] == "repeat":
        _repeat(Path(sys.argv[2]))
    else:
        _every_step(sys.argv[1], Path(sys.argv[2]))
