"""Vectors of texts that are measured again and again: encoded once, then read from a file."""

from __future__ import annotations

from collections.abc import Sequence

from joblib import Memory

from index import Encoder, Vectors
from service import Settings


def kept_vectors(texts: Sequence[str], encoder: Encoder) -> Vectors:
    """`encoder.encode(texts)`, kept by the hash of the texts and of the encoder."""
    memory = Memory(Settings().data / "measured", verbose=0)
    vectors: Vectors = memory.cache(_encoded, ignore=["encoder"])(
        list(texts), encoder.digest, encoder
    )
    return vectors


def _encoded(texts: list[str], digest: str, encoder: Encoder) -> Vectors:  # noqa: ARG001
    return encoder.encode(texts)
