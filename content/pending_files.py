"""Changing several files of a pack as one, so that a crash leaves all old or all new.

No order of single replacements does that: a question that moves to another file would be in both
or in neither for a moment. So the new files are written to a folder beside the old ones, which
takes the name `.pending` when it is complete: that one rename is the change. From then on the
loader reads a pending file in the place of the old one, until `finish` has replaced them all.

Programs that know nothing of this may write the files meanwhile. What they write is never replaced:
before the first file is replaced the change is void as a whole, later it is kept aside.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

from content.errors import ContentError
from content.pack_files import PENDING_FILE
from content.pending_manifest import MANIFEST
from content.pending_states import State, in_state, states, void

PENDING = PENDING_FILE.parent.name
OVERTAKEN = ".overtaken"
"""With a number behind it: a change that only a part of the files could take."""


class Overtaken(NamedTuple):
    """Files that another program wrote before a change could; `kept` is the change, if in part."""

    files: tuple[Path, ...]
    kept: Path | None


def pending_files(folder: Path, name: str = PENDING) -> dict[Path, Path]:
    """The files, relative to the folder, in whose place another is to be read, and that other.

    Raises InvalidPackError when the folder of the change is damaged.
    """
    return _to_replace(states(folder, name), folder / name)


def _to_replace(found: Mapping[Path, State], change: Path) -> dict[Path, Path]:
    return {} if void(found) else {file: change / file for file in in_state(found, State.OLD)}


def discard(change: Path) -> None:
    """Drop the folder of a change as far as that can be done."""
    with suppress(OSError):
        if change.is_symlink():
            change.unlink()
        (change / MANIFEST).unlink()  # first, so that a half of the change is none
    shutil.rmtree(change, ignore_errors=True)


def commit(folder: Path, staged: Path) -> None:
    """Bring what is staged into effect, all of it at once; `finish` was called before."""
    staged.rename(folder / PENDING)


def finish(folder: Path) -> Overtaken | None:
    """Replace the files of a change that is in effect. Does nothing when there is none.

    Returns what could not be replaced. Raises OSError, and then the change is still in effect.
    """
    found = states(folder, PENDING)
    files = _to_replace(found, folder / PENDING)
    if files:
        sync(folder)
    for file, new in files.items():
        new.replace(folder / file)
    for directory in {(folder / file).parent for file in files}:
        sync(directory)
    foreign = tuple(in_state(found, State.FOREIGN))
    kept = _set_aside(folder) if foreign and not void(found) else None
    discard(folder / PENDING)
    return Overtaken(foreign, kept) if foreign else None


def roll_back(folder: Path) -> bool:
    """Drop a change that is in effect, if none of its files was replaced; whether that was so."""
    if any(in_state(states(folder, PENDING), State.NEW)):
        return False
    discard(folder / PENDING)
    return not (folder / PENDING / MANIFEST).exists()


def overtaken_error(folder: Path, overtaken: Overtaken) -> ContentError:
    """The error that tells what happened to a change, and what to do."""
    files = ", ".join(str(folder / file) for file in overtaken.files)
    if overtaken.kept is None:
        return ContentError(
            f"{files}: written by another program meanwhile; nothing was saved, save again"
        )
    return ContentError(
        f"{files}: written by another program while a change was made, of which only a part is "
        f"saved; take over what is missing from {overtaken.kept}, then remove it"
    )


def _set_aside(folder: Path) -> Path:
    names = (folder / f"{OVERTAKEN}-{number}" for number in count(1))
    aside = next(path for path in names if not path.exists())
    (folder / PENDING).rename(aside)
    return aside


def sync(directory: Path) -> None:
    """See that names in a directory are on disk, where the system can do that."""
    if os.name == "posix":
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
