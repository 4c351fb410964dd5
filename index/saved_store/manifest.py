"""The manifest of a saved store: what made it, and its file by its sha256."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, PositiveInt, StringConstraints, ValidationError
from pydantic_core import from_json

from index.encoder import Encoder
from index.errors import DamagedIndexError, StaleIndexError
from index.store_choice import StoreKind

FORMAT_VERSION: Final = 1
MANIFEST = "manifest.json"


class StoreManifest(BaseModel):
    """What made a store, and the sha256 of its file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    format_version: Literal[1] = FORMAT_VERSION
    kind: StoreKind
    encoder: str
    encoder_digest: str
    dimension: PositiveInt
    sha256: Annotated[str, StringConstraints(pattern=r"\A[0-9a-f]{64}\z")]

    @property
    def file(self) -> str:
        """The name of the store's file; nothing outside of the folder can be named."""
        return f"store-{self.sha256}.faiss"

    def check(self, kind: StoreKind, encoder: Encoder) -> None:
        """Raise StaleIndexError unless the store is of this kind and encoder."""
        if (self.encoder_digest, self.dimension) != (encoder.digest, encoder.dimension):
            raise StaleIndexError(f"made by {self.encoder}, not by this {encoder.name}")
        if self.kind is not kind:
            raise StaleIndexError(f"of the kind {self.kind.value}, and {kind.value} is wanted")


def manifest_data(folder: Path) -> bytes | None:
    """The bytes of a folder's manifest; None when there is none, or none that can be read."""
    try:
        return (folder / MANIFEST).read_bytes()
    except OSError:
        return None


def parsed_manifest(folder: Path, data: bytes) -> StoreManifest:
    """The manifest of these bytes. Raises DamagedIndexError, or StaleIndexError for a format that
    this version does not know.
    """
    path = folder / MANIFEST
    try:
        version = from_json(data)["format_version"]
        if version == FORMAT_VERSION:
            return StoreManifest.model_validate_json(data)
    except ValidationError as error:
        [first, *_] = error.errors()
        told = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise DamagedIndexError(f"{path}: not a manifest ({told})") from None
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedIndexError(f"{path}: not a manifest ({error})") from None
    raise StaleIndexError(f"{path}: format {version}, this version reads {FORMAT_VERSION}")
