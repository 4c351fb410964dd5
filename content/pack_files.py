"""The files that a pack is read from, and what they look like without reading them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

PACK_FILE = Path("pack.yaml")
GUIDE_FILE = Path("guide.yaml")
THEMES_FOLDER = Path("questions")
PENDING_FILE = Path(".pending/manifest.json")
"""It tells of files that are read in the place of others, see content/pending_files.py."""

_FILES = (PACK_FILE, GUIDE_FILE, PENDING_FILE)
_SUFFIXES = (".yaml", ".yml")
"""The second is one that a theme's file may have by mistake, and is told."""


class FileState(NamedTuple):
    """What a file looked like. Times are nanoseconds since 1970, sizes are bytes.

    `changed_ns` tells of what `modified_ns` does not: other rights, or a file put in its place.
    """

    name: str
    modified_ns: int
    changed_ns: int
    size: int


def theme_files(folder: Path) -> list[Path]:
    """Every file that looks like a theme's, sorted; hidden ones are an editor's own business."""
    found = (folder / THEMES_FOLDER).glob("*.*")
    return sorted(path for path in found if path.suffix in _SUFFIXES and path.name[0] != ".")


def theme_file(theme_id: str) -> Path:
    """The file of a theme's questions, relative to the pack's folder."""
    return THEMES_FOLDER / f"{theme_id}.yaml"


def pack_state(folder: Path) -> tuple[FileState, ...]:
    """What the files of a pack look like now; one that is not there is left out. Never raises.

    Equal states mean equal files, unless one was changed within a tick of the file system's clock.
    """
    states = []
    with suppress(OSError):
        for path in (*(folder / file for file in _FILES), *theme_files(folder)):
            with suppress(OSError):
                found = path.stat()
                times = (found.st_mtime_ns, found.st_ctime_ns)
                states.append(FileState(str(path.relative_to(folder)), *times, found.st_size))
    return tuple(states)
