"""The manifest: what made the vectors of a folder, and which segments are in force.

Its size depends on the number of segments, not of texts, so that it can be written anew for each
change. It names files only by their hashes, so that nothing outside of the folder is ever read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, PositiveInt, StringConstraints, ValidationError
from pydantic_core import from_json

from content import write_atomically
from index.errors import DamagedIndexError, StaleIndexError

FORMAT_VERSION: Final = 2
FIRST_FORMAT = 1
MANIFEST = "manifest.json"

_Digest = Annotated[str, StringConstraints(pattern=r"\A[0-9a-f]{64}\z")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class SegmentEntry(_Strict):
    """A segment: its rows, and the sha256 of its two files."""

    rows: PositiveInt
    keys_sha256: _Digest
    vectors_sha256: _Digest

    @property
    def keys_file(self) -> str:
        return f"keys-{self.keys_sha256}.npy"

    @property
    def vectors_file(self) -> str:
        return f"vectors-{self.vectors_sha256}.npy"


class Manifest(_Strict):
    """What made the vectors, and the segments that hold them."""

    format_version: Literal[2] = FORMAT_VERSION
    encoder: str
    encoder_digest: str
    dimension: PositiveInt
    segments: tuple[SegmentEntry, ...]

    @property
    def files(self) -> frozenset[str]:
        """The names of all files of the segments."""
        return frozenset(
            name for entry in self.segments for name in (entry.keys_file, entry.vectors_file)
        )


class FirstFormatError(StaleIndexError):
    """The folder is of format 1, which index/saved_vectors/first_format.py reads."""


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder.

    Raises DamagedIndexError when there is none or it is damaged, FirstFormatError for format 1,
    and StaleIndexError for one that this version does not know.
    """
    path = folder / MANIFEST
    data = read_file(path, "there is no saved index")
    try:
        version = from_json(data)["format_version"]
        if version == FORMAT_VERSION:
            return Manifest.model_validate_json(data)
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedIndexError(f"{path}: not a manifest ({_first_line(error)})") from None
    if version == FIRST_FORMAT:
        raise FirstFormatError(f"{path}: of an older version of Viva")
    raise StaleIndexError(f"{path}: format {version}, this version reads {FORMAT_VERSION}")


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in force. Raises OSError, and then the old one is."""
    data = manifest.model_dump_json(indent=1).encode("utf-8")
    write_atomically(folder / MANIFEST, data)


def read_file(path: Path, absent: str) -> bytes:
    """The bytes of a file. Raises DamagedIndexError, with `absent` when there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise DamagedIndexError(f"{path}: {absent}") from None
    except OSError as error:
        raise DamagedIndexError(f"{path}: cannot be read ({error.strerror})") from None


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        [first, *_] = error.errors()
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error)
