"""Vectors on disk: a .npy file, the hashes of its texts, and a manifest that says what made them.

The manifest is written last, by an atomic rename, and names the file of vectors by its hash: a
crash at any moment leaves the last good index, and a reader never sees half of a new one.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from content import write_atomically
from index.encoder import Encoder, Vectors
from index.errors import DamagedIndexError, StaleIndexError

FORMAT_VERSION = 1
MANIFEST = "manifest.json"

_VECTORS_FILE = re.compile(r"vectors-[0-9a-f]{16}\.npy")
"""The only names that are read: never a path, so never a file outside of the folder."""


@dataclass(frozen=True)
class Manifest:
    """What made the vectors. `texts` are sha256 of each row's text, in order of row."""

    format_version: int
    encoder: str
    encoder_digest: str
    content_digest: str
    dimension: int
    count: int
    vectors_file: str
    vectors_sha256: str
    texts: tuple[str, ...]


def text_digest(text: str) -> str:
    """The sha256 by which a text's vector is found again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def content_digest(texts: Sequence[str]) -> str:
    """The sha256 of all texts in order; it changes when any text or the order does."""
    return hashlib.sha256("".join(map(text_digest, texts)).encode()).hexdigest()


def save_vectors(folder: Path, vectors: Vectors, texts: Sequence[str], encoder: Encoder) -> None:
    """Save the vectors of these texts, shape (len(texts), dimension), atomically."""
    folder.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    np.save(buffer, vectors, allow_pickle=False)
    data = buffer.getvalue()
    digest = hashlib.sha256(data).hexdigest()
    manifest = Manifest(
        format_version=FORMAT_VERSION,
        encoder=encoder.name,
        encoder_digest=encoder.digest,
        content_digest=content_digest(texts),
        dimension=vectors.shape[1],
        count=len(texts),
        vectors_file=f"vectors-{digest[:16]}.npy",
        vectors_sha256=digest,
        texts=tuple(map(text_digest, texts)),
    )
    write_atomically(folder / manifest.vectors_file, data)
    write_atomically(folder / MANIFEST, json.dumps(vars(manifest), indent=1).encode())
    for old in folder.glob("vectors-*.npy"):
        if old.name != manifest.vectors_file:
            old.unlink(missing_ok=True)


def load_vectors(folder: Path) -> tuple[Manifest, Vectors]:
    """The saved vectors and their manifest, each checked against the other.

    Raises DamagedIndexError when anything is missing or altered, and StaleIndexError when the
    format is another version's.
    """
    manifest = _read_manifest(folder / MANIFEST)
    path = folder / manifest.vectors_file
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DamagedIndexError(f"{path}: cannot be read ({error.strerror})") from None
    if hashlib.sha256(data).hexdigest() != manifest.vectors_sha256:
        raise DamagedIndexError(f"{path}: its content is not what the manifest says")
    try:
        vectors = np.lib.format.read_array(io.BytesIO(data), allow_pickle=False)
    except ValueError as error:
        raise DamagedIndexError(f"{path}: not an array of vectors ({error})") from None
    if vectors.dtype != np.float32 or vectors.shape != (manifest.count, manifest.dimension):
        raise DamagedIndexError(f"{path}: holds {vectors.shape} {vectors.dtype}, not as said")
    return manifest, vectors


def check_made_from(manifest: Manifest, texts: Sequence[str], encoder: Encoder) -> None:
    """Raise StaleIndexError when the vectors were made from other texts or by another encoder."""
    if manifest.encoder_digest != encoder.digest:
        raise StaleIndexError(f"made by {manifest.encoder}, not by this {encoder.name}")
    if manifest.content_digest != content_digest(texts):
        raise StaleIndexError("made from another version of the question bank")


def _read_manifest(path: Path) -> Manifest:
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        if fields["format_version"] != FORMAT_VERSION:
            found = fields["format_version"]
            raise StaleIndexError(f"{path}: format {found}, this version reads {FORMAT_VERSION}")
        manifest = Manifest(**{**fields, "texts": tuple(fields["texts"])})
    except FileNotFoundError:
        raise DamagedIndexError(f"{path}: there is no saved index") from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedIndexError(f"{path}: not a manifest ({error})") from None
    if not _VECTORS_FILE.fullmatch(str(manifest.vectors_file)):
        raise DamagedIndexError(
            f"{path}: names {manifest.vectors_file!r}, which is no vectors file"
        )
    if len(manifest.texts) != manifest.count:
        raise DamagedIndexError(f"{path}: {len(manifest.texts)} texts, not {manifest.count}")
    return manifest
