"""The contract of an encoder: texts in, unit vectors out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Vectors: TypeAlias = NDArray[np.float32]
"""Matrix of float32, shape (texts, dimension); each row has length 1."""


def well_formed(text: str) -> str:
    """The text with a question mark for each lone surrogate: tokenizers take UTF-8 only."""
    return text.encode("utf-8", "replace").decode("utf-8")


class Encoder(Protocol):
    """Turns texts into unit vectors, so that an inner product is a cosine similarity."""

    @property
    def name(self) -> str:
        """The model's name, for people."""

    @property
    def digest(self) -> str:
        """A hash that changes whenever the same text could get another vector."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimension), in the order given.

        Text of any length is taken whole: what does not fit the model's window is encoded in
        windows and pooled. An empty text is encoded as the model does it.
        """
