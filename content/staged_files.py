"""The new texts of files that are to change, on disk beside them and not in effect yet."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from content.pending_files import Overtaken, discard, overtaken_error, pending_files, sync
from content.pending_manifest import MANIFEST, manifest_text
from content.pending_states import State, digest_of, in_state, states

STAGED = ".staged"


class FileChange(NamedTuple):
    """One file that is to change: its text as it was read, and the new one."""

    old: str
    new: str


def stage(folder: Path, changes: Mapping[Path, FileChange]) -> dict[Path, Path]:
    """Write new texts of files, safely on disk but not in effect yet; returns as pending_files.

    Raises ContentError when a file is not, or no longer, as it was read.
    """
    discard(folder / STAGED)
    staged = folder / STAGED
    (staged / "questions").mkdir(parents=True)
    for file, text in changes.items():
        _write(staged / file, text.new)
        if (folder / file).exists():
            shutil.copymode(folder / file, staged / file)
    digests = {f: (digest_of(text.old), digest_of(text.new)) for f, text in changes.items()}
    _write(staged / MANIFEST, manifest_text(digests))
    for directory in (staged / "questions", staged):
        sync(directory)
    refuse_overtaken(folder)
    return pending_files(folder, STAGED)


def refuse_overtaken(folder: Path) -> None:
    """Raise ContentError when another program wrote a file that a staged change is to replace."""
    foreign = tuple(in_state(states(folder, STAGED), State.FOREIGN))
    if foreign:
        raise overtaken_error(folder, Overtaken(foreign, None))


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
