"""Opening the saved vectors of some texts, or making them again when they cannot be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.encoder import Encoder, Vectors
from index.errors import SearchError, StaleIndexError
from index.saved_vectors import check_made_from, load_vectors, save_vectors, text_digest


@dataclass(frozen=True)
class OpenedVectors:
    """Vectors of the texts asked for, shape (texts, dimension).

    `encoded` counts the distinct texts that had to be encoded: 0 when everything was saved.
    `notice` says, for a person, why the saved vectors were not used as they were, or is None.
    `outdated`: it says no more than that they were of an older bank, as they are after every edit,
    or of another model.
    """

    vectors: Vectors
    encoded: int
    notice: str | None = None
    outdated: bool = False


def open_vectors(folder: Path, texts: Sequence[str], encoder: Encoder) -> OpenedVectors:
    """The vectors of these texts: as saved in the folder when they match, else made and saved.

    A saved vector is used again for every text that is the same and was encoded by the same model,
    so a change to the bank encodes only what changed. Damaged files are never used.
    """
    try:
        manifest, vectors = load_vectors(folder)
        check_made_from(manifest, texts, encoder)
        return OpenedVectors(vectors, encoded=0)
    except SearchError as error:
        rebuilt, encoded = _rebuild(folder, texts, encoder)
        outdated = isinstance(error, StaleIndexError)
        notice = f"The search index was rebuilt from the question bank: {error}."
    try:
        save_vectors(folder, rebuilt, texts, encoder)
    except OSError as error:
        outdated = False
        notice += (
            f" It could not be saved ({error.strerror}: {folder}); it is rebuilt at each start."
        )
    return OpenedVectors(rebuilt, encoded, notice, outdated)


def _rebuild(folder: Path, texts: Sequence[str], encoder: Encoder) -> tuple[Vectors, int]:
    known = _known_vectors(folder, encoder)
    digests = [text_digest(text) for text in texts]
    new = {d: text for d, text in zip(digests, texts, strict=True) if d not in known}
    known.update(zip(new, encoder.encode(list(new.values())), strict=True))
    if not digests:
        return np.zeros((0, encoder.dimension), dtype=np.float32), 0
    return np.stack([known[digest] for digest in digests]), len(new)


def _known_vectors(folder: Path, encoder: Encoder) -> dict[str, Vectors]:
    try:
        manifest, vectors = load_vectors(folder)
    except SearchError:
        return {}
    if manifest.encoder_digest != encoder.digest:
        return {}
    return dict(zip(manifest.texts, vectors, strict=True))
