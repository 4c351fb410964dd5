"""How far a change of several files has come: what stands in the place of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path

from content.pending_manifest import read_manifest


class State(Enum):
    """What stands in the place of a file that is to change."""

    OLD = auto()
    NEW = auto()
    FOREIGN = auto()


def states(folder: Path, name: str) -> dict[Path, State]:
    """The state of each file of the change in the folder of this name; none without a change.

    Raises InvalidPackError when the folder of the change is damaged.
    """
    manifest = read_manifest(folder, folder / name)
    return {file: _state(folder, name, file, *pair) for file, pair in manifest.items()}


def _state(folder: Path, name: str, file: Path, old: str, new: str) -> State:
    found = _file_digest(folder / file)
    if found == new or not (folder / name / file).is_file():  # replaced, perhaps written since
        return State.NEW
    return State.OLD if found == old else State.FOREIGN


def in_state(found: Mapping[Path, State], wanted: State) -> Iterator[Path]:
    """The files in a state."""
    return (file for file, state in found.items() if state is wanted)


def void(found: Mapping[Path, State]) -> bool:
    """Whether a change was overtaken before any of it was done."""
    return State.FOREIGN in found.values() and State.NEW not in found.values()


def digest_of(text: str) -> str:
    """The digest of a file that holds this text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _file_digest(path: Path) -> str | None:
    """The digest of a file; None when there is none that can be read."""
    with suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
    return None
