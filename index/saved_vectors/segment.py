"""A segment: some texts' keys and vectors, in two files that never change once they are written."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.errors import DamagedIndexError
from index.saved_vectors.array_file import write_array
from index.saved_vectors.keys import KEY_BYTES, Keys, find_keys
from index.saved_vectors.manifest import SegmentEntry, read_file
from index.saved_vectors.vector_rows import VectorRows


@dataclass(frozen=True, eq=False)
class Segment:
    """Keys of texts and, in the same order, their vectors; `entry` is None until it is saved.

    `live` are the rows that a text of the bank still has, in ascending order.
    """

    keys: Keys
    vectors: VectorRows
    live: NDArray[np.int64]
    entry: SegmentEntry | None = None


def new_segment(
    keys: Keys, vectors: Vectors | VectorRows, entry: SegmentEntry | None = None
) -> Segment:
    """A segment of which all rows are live; vectors of shape (len(keys), dimension)."""
    rows = np.arange(len(keys), dtype=np.int64)
    return Segment(keys, VectorRows.of(vectors), rows, entry)


def find_rows(segments: Sequence[Segment], wanted: Keys) -> NDArray[np.int64]:
    """For each wanted key its row, counted through the segments in turn, or -1."""
    none = np.zeros((0, KEY_BYTES), dtype=np.uint8)
    return find_keys(np.concatenate([none, *(segment.keys for segment in segments)]), wanted)


def with_live(segments: Sequence[Segment], rows: NDArray[np.int64]) -> list[Segment]:
    """The segments with just those rows live that `find_rows` found."""
    live = np.unique(rows[rows >= 0])
    start, told = 0, []
    for segment in segments:
        end = start + len(segment.keys)
        of_segment = live[np.searchsorted(live, start) : np.searchsorted(live, end)] - start
        told.append(replace(segment, live=of_segment))
        start = end
    return told


def save_segment(folder: Path, segment: Segment) -> Segment:
    """The segment as saved, its vectors mapped from the file. Raises OSError.

    It is not in force before a manifest names it.
    """
    rows, dimension = len(segment.keys), segment.vectors.dimension
    entry = SegmentEntry(
        rows=rows,
        keys_sha256=write_array(folder, "keys", [segment.keys], segment.keys.shape, "|u1"),
        vectors_sha256=write_array(
            folder, "vectors", segment.vectors.blocks(), (rows, dimension), "<f4"
        ),
    )
    vectors = np.lib.format.open_memmap(folder / entry.vectors_file, mode="r")
    return new_segment(segment.keys, vectors, entry)


def open_segment(folder: Path, entry: SegmentEntry, dimension: int) -> Segment:
    """A saved segment, both files checked against their hashes; the vectors stay on disk.

    Raises DamagedIndexError for what is missing or altered. No file can make this run anything.
    """
    keys = _checked_keys(folder / entry.keys_file, entry)
    vectors = _checked_vectors(folder / entry.vectors_file, entry, dimension)
    return new_segment(keys, vectors, entry)


def _checked_keys(path: Path, entry: SegmentEntry) -> Keys:
    data = read_file(path, "is missing")
    _check_digest(path, hashlib.sha256(data).hexdigest(), entry.keys_sha256)
    try:
        keys: Keys = np.lib.format.read_array(io.BytesIO(data), allow_pickle=False)
    except (ValueError, TypeError, OverflowError) as error:
        raise DamagedIndexError(f"{path}: not an array of keys ({error})") from None
    _check_form(path, keys, (entry.rows, KEY_BYTES), np.uint8)
    return keys


def _checked_vectors(path: Path, entry: SegmentEntry, dimension: int) -> Vectors:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        _check_digest(path, digest, entry.vectors_sha256)
        # It reads .npy only and refuses objects: nothing of the file is ever unpickled.
        vectors: Vectors = np.lib.format.open_memmap(path, mode="r")
    except FileNotFoundError:
        raise DamagedIndexError(f"{path}: is missing") from None
    except OSError as error:
        raise DamagedIndexError(f"{path}: cannot be read ({error.strerror})") from None
    except (ValueError, TypeError, OverflowError) as error:
        raise DamagedIndexError(f"{path}: not an array of vectors ({error})") from None
    _check_form(path, vectors, (entry.rows, dimension), np.float32)
    return vectors


def _check_digest(path: Path, found: str, wanted: str) -> None:
    if found != wanted:
        raise DamagedIndexError(f"{path}: its content is not what the manifest says")


def _check_form(
    path: Path, array: NDArray[np.generic], shape: tuple[int, int], dtype: type
) -> None:
    if array.dtype != dtype or array.shape != shape:
        raise DamagedIndexError(f"{path}: holds {array.shape} {array.dtype}, not as said")
