"""Reading format 1, one file of vectors and a list of the texts' hashes, to carry it over."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Annotated

import numpy as np
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from index.encoder import Encoder
from index.errors import DamagedIndexError
from index.saved_vectors.keys import KEY_BYTES, Keys
from index.saved_vectors.manifest import MANIFEST, read_file
from index.saved_vectors.segment import Segment, new_segment

_Hex = Annotated[str, StringConstraints(pattern=r"\A[0-9a-f]{64}\z")]


class _Manifest(BaseModel):
    """The fields of its manifest that are needed; `texts` has the sha256 of each row's text."""

    model_config = ConfigDict(strict=True)

    encoder_digest: str
    vectors_file: Annotated[str, StringConstraints(pattern=r"\Avectors-[0-9a-f]{16}\.npy\z")]
    vectors_sha256: _Hex
    texts: tuple[_Hex, ...]


def read_first_format(folder: Path, encoder: Encoder) -> list[Segment]:
    """What a folder of format 1 holds of this encoder, not saved as a segment yet.

    Raises DamagedIndexError when anything is missing or altered.
    """
    manifest = _read_manifest(folder / MANIFEST)
    path = folder / manifest.vectors_file
    data = read_file(path, "is missing")
    if hashlib.sha256(data).hexdigest() != manifest.vectors_sha256:
        raise DamagedIndexError(f"{path}: its content is not what the manifest says")
    if manifest.encoder_digest != encoder.digest or not manifest.texts:
        return []
    try:
        vectors = np.lib.format.read_array(io.BytesIO(data), allow_pickle=False)
    except (ValueError, TypeError, OverflowError) as error:
        raise DamagedIndexError(f"{path}: not an array of vectors ({error})") from None
    wanted = (len(manifest.texts), encoder.dimension)
    if vectors.dtype != np.float32 or vectors.shape != wanted:
        raise DamagedIndexError(f"{path}: holds {vectors.shape} {vectors.dtype}, not as said")
    rows = {text: row for row, text in enumerate(manifest.texts)}  # a text may have several
    return [new_segment(_keys(list(rows)), vectors[list(rows.values())])]


def _read_manifest(path: Path) -> _Manifest:
    try:
        return _Manifest.model_validate_json(read_file(path, "there is no saved index"))
    except ValidationError:
        raise DamagedIndexError(f"{path}: not a manifest of format 1") from None


def _keys(texts: list[str]) -> Keys:
    joined = bytes.fromhex("".join(texts))
    return np.frombuffer(joined, dtype=np.uint8).reshape(len(texts), KEY_BYTES)
