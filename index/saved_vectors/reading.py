"""Reading what a folder holds, while others may write it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.encoder import Encoder
from index.errors import DamagedIndexError, SearchError, StaleIndexError
from index.saved_vectors.first_format import read_first_format
from index.saved_vectors.manifest import FirstFormatError, Manifest, read_manifest
from index.saved_vectors.segment import Segment, open_segment

READS = 10
"""Times that a folder is read when others change it meanwhile. Each time somebody must have merged
its segments within the moment of the read; after that the folder's lock keeps them away."""


@dataclass(frozen=True)
class Saved:
    """The segments of a folder that can be used; `reason` says why these are not all, or None."""

    segments: Sequence[Segment]
    reason: SearchError | None = None


def read_saved(folder: Path, encoder: Encoder, known: Sequence[Segment] = ()) -> Saved:
    """What a folder holds of this encoder, each file checked against its hash. Never raises.

    Segments that are `known`, as read before, are not read and checked again.
    Takes no lock. A file that another process merged away between the reading of the manifest and
    the opening of the file is no damage: then the manifest is a new one, which is read instead.
    """
    for _ in range(READS):
        try:
            manifest = read_manifest(folder)
            _check_encoder(folder, manifest, encoder)
        except FirstFormatError as error:
            return _first(folder, encoder, error)
        except SearchError as error:
            return Saved((), error)
        saved = _open(folder, manifest, known)
        if saved.reason is None or not _changed(folder, manifest):
            break
        known = saved.segments
    return saved


def _open(folder: Path, manifest: Manifest, known: Sequence[Segment]) -> Saved:
    """The segments of a manifest; one that is damaged is left out, and the others are used."""
    segments, reason = [], None
    opened = {segment.entry: segment for segment in known}
    for entry in manifest.segments:
        try:
            segment = opened.get(entry) or open_segment(folder, entry, manifest.dimension)
            segments.append(segment)
        except DamagedIndexError as error:
            reason = reason or error
    return Saved(segments, reason)


def _changed(folder: Path, manifest: Manifest) -> bool:
    try:
        return read_manifest(folder) != manifest
    except SearchError:
        return True


def _check_encoder(folder: Path, manifest: Manifest, encoder: Encoder) -> None:
    if manifest.encoder_digest != encoder.digest:
        raise StaleIndexError(f"made by {manifest.encoder}, not by this {encoder.name}")
    if manifest.dimension != encoder.dimension:
        raise DamagedIndexError(
            f"{folder}: of {manifest.dimension} dimensions, not {encoder.dimension}"
        )


def _first(folder: Path, encoder: Encoder, told: SearchError) -> Saved:
    try:
        return Saved(read_first_format(folder, encoder), told)
    except DamagedIndexError as error:
        return Saved((), error)
