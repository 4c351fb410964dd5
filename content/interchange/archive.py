"""A zip archive in memory that may be hostile: broken, encrypted or a bomb."""

from __future__ import annotations

import io
import zipfile
import zlib

from content.interchange.limits import MAX_UNPACKED, UnreadableError

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
"""What zipfile raises for an archive that is cut off, damaged, encrypted or of another kind."""


_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How spreadsheet programs and Anki pack. With the others zipfile unpacks a piece of the archive
whole, whatever size it is said to have: 50 KB of bzip2 can be gigabytes."""


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive. Raises UnreadableError when it is none, or packed in an unusual way."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise UnreadableError(f"is cut off or damaged ({error}); save or export it again") from None
    for info in archive.infolist():
        if info.compress_type not in _METHODS:
            raise UnreadableError(
                f"{info.filename!r:.60} in it is packed in an unusual way; save or export it again"
            )
    return archive


def refuse_bomb(archive: zipfile.ZipFile) -> None:
    """Raise UnreadableError when the archive says that it unpacks to more than MAX_UNPACKED.

    zipfile never unpacks more of a file than the archive says it has, so no lie gets past this.
    """
    size = sum(info.file_size for info in archive.infolist())
    if size > MAX_UNPACKED:
        raise UnreadableError(f"unpacks to {size:,} bytes, more than {MAX_UNPACKED:,}; split it")


def unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """One file of the archive. Raises UnreadableError when it is too large or damaged."""
    try:
        size = archive.getinfo(name).file_size
        if size > MAX_UNPACKED:
            raise UnreadableError(
                f"{name} in it unpacks to {size:,} bytes; export parts of {MAX_UNPACKED:,} or less"
            )
        return archive.read(name)
    except UnreadableError:
        raise
    except _BROKEN as error:
        raise UnreadableError(f"{name} in it is damaged ({error}); export it again") from None
