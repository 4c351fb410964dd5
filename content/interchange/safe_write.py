"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

from pathlib import Path

from content.atomic_file import write_atomically
from content.interchange.limits import UnreadableError


def write_safely(path: Path, content: bytes) -> None:
    """Write a file as a whole. Raises UnreadableError when that fails."""
    try:
        write_atomically(path, content)
    except OSError as error:
        raise UnreadableError(f"cannot be written: {error.strerror}") from None
