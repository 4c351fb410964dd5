"""Changing several files of a pack as one, so that a crash leaves all old or all new.

No order of single replacements does that: a question that moves to another file would be in both
or in neither for a moment. So the new files are written to a folder beside the old ones, which
takes the name `.pending` when it is complete: that one rename is the change. From then on the
loader reads a pending file in the place of the old one, until `finish` has replaced them all.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

PENDING = ".pending"
STAGED = ".staged"

_MANIFEST = "manifest.json"
"""Tells, for each file, the sha256 of what it replaces; null where there was no file."""


def pending_files(folder: Path, name: str = PENDING) -> dict[Path, Path]:
    """The files, relative to the folder, in whose place another is to be read, and that other.

    A file that was written by someone else since then is not among them: that is the newer one.
    """
    pending = folder / name
    try:
        replaced = json.loads((pending / _MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    files = {Path(file): pending / file for file in replaced}
    return {
        file: new
        for file, new in files.items()
        if new.is_file() and _digest(folder / file) == replaced[file.as_posix()]
    }


def stage(folder: Path, texts: Mapping[Path, str]) -> dict[Path, Path]:
    """Write new texts of files, safely on disk but not in effect yet; returns as pending_files."""
    discard(folder)
    staged = folder / STAGED
    (staged / "questions").mkdir(parents=True)
    for file, text in texts.items():
        _write(staged / file, text)
        if (folder / file).exists():
            shutil.copymode(folder / file, staged / file)
    replaced = {file.as_posix(): _digest(folder / file) for file in texts}
    _write(staged / _MANIFEST, json.dumps(replaced))
    for directory in (staged / "questions", staged):
        _sync(directory)
    return pending_files(folder, STAGED)


def discard(folder: Path) -> None:
    """Drop what was staged and never came into effect."""
    shutil.rmtree(folder / STAGED, ignore_errors=True)


def commit(folder: Path) -> None:
    """Bring what is staged into effect, all of it at once; `finish` was called before."""
    (folder / STAGED).rename(folder / PENDING)
    _sync(folder)


def finish(folder: Path) -> None:
    """Replace the files of a change that is in effect. Does nothing when there is none."""
    files = pending_files(folder)
    for file, new in files.items():
        new.replace(folder / file)
    for directory in {(folder / file).parent for file in files}:
        _sync(directory)
    shutil.rmtree(folder / PENDING, ignore_errors=True)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync(directory: Path) -> None:
    """See that names in a directory are on disk, where the system can do that."""
    if os.name == "posix":
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _digest(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
