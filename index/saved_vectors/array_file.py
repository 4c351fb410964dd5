"""Writing an array of any size to a .npy file that is named by its hash."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray


class _Hashing:
    """A file that hashes what is written to it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    def write(self, data: bytes | memoryview) -> int:
        self._hash.update(data)
        return self._file.write(data)

    def digest(self) -> str:
        return self._hash.hexdigest()


def write_array(
    folder: Path,
    stem: str,
    blocks: Iterable[NDArray[np.generic]],
    shape: tuple[int, ...],
    descr: str,
) -> str:
    """Write blocks of rows as one array to STEM-SHA256.npy, atomically, and return the sha256.

    Blocks are written as they come: an array need not fit into memory. Raises OSError, and then
    leaves no file.
    """
    handle, draft = tempfile.mkstemp(prefix=f".{stem}-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            hashing = _Hashing(file)
            header = {"descr": descr, "fortran_order": False, "shape": shape}
            np.lib.format.write_array_header_1_0(hashing, header)
            for block in blocks:
                hashing.write(np.ascontiguousarray(block, dtype=descr).data)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(folder / f"{stem}-{hashing.digest()}.npy")
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return hashing.digest()
