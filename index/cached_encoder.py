"""An encoder that remembers: a text that was encoded lately is not encoded again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, Vectors

DEFAULT_TEXTS = 20_000
"""Texts remembered: 30 MB of vectors of 384 dimensions."""


class CachedEncoder:
    """Wraps an encoder; keeps the vectors of the texts used last. Safe to share between threads."""

    def __init__(self, encoder: Encoder, texts: int = DEFAULT_TEXTS) -> None:
        self._encoder = encoder
        self._size = texts
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = Lock()

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
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, self._encoder.encode(new), strict=True))
        with self._lock:
            for text in dict.fromkeys(texts):
                self._vectors[text] = known[text]
                self._vectors.move_to_end(text)
            while len(self._vectors) > self._size:
                self._vectors.popitem(last=False)
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return np.stack([known[text] for text in texts])
