"""The manifest of a change of several files: what each was before, and what it becomes.

A folder that came from elsewhere may hold one that nobody here wrote, so nothing in it is trusted:
neither its form nor where its names lead.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from content.bounded_file import read_bounded
from content.errors import InvalidPackError, Problem
from content.pack_files import PENDING_FILE

MANIFEST = PENDING_FILE.name

_MAX_BYTES = 1_000_000
"""Largest manifest that is read: 200 bytes a file are enough for thousands of themes."""

_Name = Annotated[
    str, StringConstraints(pattern=r"^(pack|questions/[a-z0-9]+(-[a-z0-9]+)*)\.yaml$")
]
_Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_FORM = TypeAdapter(Annotated[dict[_Name, tuple[_Digest, _Digest]], Field(min_length=1)])

Digests = Mapping[Path, tuple[str, str]]
"""For each file, relative to the pack's folder, the digests of what it replaces and of the new."""


def manifest_text(digests: Digests) -> str:
    """What `read_manifest` reads."""
    return json.dumps({file.as_posix(): pair for file, pair in digests.items()})


def read_manifest(folder: Path, change: Path) -> Digests:
    """The manifest of the change in a folder of a pack's folder; empty when there is none.

    Raises InvalidPackError when it is no manifest, or when a file of it would lie elsewhere.
    """
    path = change / MANIFEST
    try:
        source = read_bounded(path, _MAX_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise _refusal(path, f"cannot be read ({error.strerror}); {_remedy(change)}") from None
    try:
        digests = {Path(file): pair for file, pair in _FORM.validate_json(source).items()}
    except ValidationError:
        raise _refusal(path, f"is damaged; {_remedy(change)}") from None
    _refuse_elsewhere(folder, (base / file for file in digests for base in (folder, change)))
    return digests


def _refuse_elsewhere(folder: Path, files: Iterable[Path]) -> None:
    root = os.path.realpath(folder)
    for parent in {file.parent for file in files}:
        if not Path(os.path.realpath(parent)).is_relative_to(root):
            raise _refusal(parent, "is a link out of the pack; put a folder in its place")


def _remedy(change: Path) -> str:
    return f"take {change.name} out of the pack, and see what of its files the pack should have"


def _refusal(path: Path, message: str) -> InvalidPackError:
    return InvalidPackError([Problem(path, "", "", message)])
