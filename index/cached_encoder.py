"""An encoder that remembers: a text that was encoded lately is not encoded again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, Vectors
from index.recent import Recent

DEFAULT_TEXTS = 20_000
"""Texts remembered: 30 MB of vectors of 384 dimensions."""


class CachedEncoder:
    """Wraps an encoder; keeps the vectors of the texts used last. Safe to share between threads."""

    def __init__(self, encoder: Encoder, texts: int = DEFAULT_TEXTS) -> None:
        self._encoder = encoder
        self._recent = Recent[str, NDArray[np.float32]](texts)

    @property
    def name(self) -> str:
        return self._encoder.name

    @property
    def digest(self) -> str:
        return self._encoder.digest

    @property
    def dimension(self) -> int:
        return self._encoder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimension); each distinct new text is encoded once."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return np.stack(self._recent.of(texts, self._encoder.encode))
