"""A store's own file: what it is, its arrays, and its FAISS index, opened only as it was saved.

FAISS trusts the files that it reads: an altered one can overwrite memory. So the file is hashed
first, and what FAISS then reads are the bytes of the same open file.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from index.errors import DamagedIndexError, StaleIndexError

FORMAT_VERSION = 1


@dataclass(frozen=True)
class StoreHeader:
    """What a file holds: the kind of store, its settings, and whether it has an index yet."""

    kind: str
    dimension: int
    arrays: int
    indexed: bool
    format_version: int = FORMAT_VERSION


def write_store(
    path: Path, header: StoreHeader, arrays: Sequence[NDArray[Any]], index: Any, flags: int = 0
) -> str:
    """Write the file, whole or not at all, and return its sha256 in hexadecimal.

    `index` is a FAISS index, or None when the header says that there is none.
    """
    import faiss

    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("w+b") as file:
            file.write(json.dumps(asdict(header)).encode() + b"\n")
            for array in arrays:
                np.lib.format.write_array(file, array, allow_pickle=False)
            if index is not None:
                faiss.write_index(index, faiss.PyCallbackIOWriter(file.write), flags)
            file.flush()
            os.fsync(file.fileno())
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return digest


def read_store(path: Path, sha256: str, kind: str) -> tuple[StoreHeader, list[NDArray[Any]], Any]:
    """The header, arrays and FAISS index of a file with this sha256.

    Raises DamagedIndexError when the file is missing or is not that file, and StaleIndexError when
    it is of another kind or of another version's format.
    """
    try:
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise DamagedIndexError(f"{path}: its content is not what was saved")
            file.seek(0)
            return _read(path, file, kind)
    except OSError as error:
        raise DamagedIndexError(f"{path}: cannot be read ({error.strerror})") from None


def _read(path: Path, file: BinaryIO, kind: str) -> tuple[StoreHeader, list[NDArray[Any]], Any]:
    import faiss

    fields = json.loads(file.readline())
    if (fields["format_version"], fields["kind"]) != (FORMAT_VERSION, kind):
        found = f"{fields['kind']} in format {fields['format_version']}"
        raise StaleIndexError(f"{path}: {found}, not {kind} in format {FORMAT_VERSION}")
    header = StoreHeader(**fields)
    arrays = [np.lib.format.read_array(file, allow_pickle=False) for _ in range(header.arrays)]
    read: Callable[[int], bytes] = file.read
    try:
        index = faiss.read_index(faiss.PyCallbackIOReader(read)) if header.indexed else None
    except RuntimeError as error:  # whole, so another version of FAISS wrote it
        raise StaleIndexError(f"{path}: FAISS cannot read it ({error})") from None
    return header, arrays, index
