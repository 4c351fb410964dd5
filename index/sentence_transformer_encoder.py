"""Any model that sentence-transformers can load, named by the user in the settings."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoder import Vectors, well_formed
from index.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class SentenceTransformerEncoder:
    """Encodes with a sentence-transformers model: a folder, or a name on a model hub.

    A name is downloaded by sentence-transformers if it is not in its cache. Text longer than the
    model's window is cut into windows of whole words, where there are any, and the mean is taken,
    weighted by words.
    """

    def __init__(self, model: str) -> None:
        self._name = model

    @property
    def name(self) -> str:
        return self._name

    @cached_property
    def digest(self) -> str:
        """sha256 of the model's parameters, so that a model changed in place is noticed."""
        hasher = hashlib.sha256()
        for key, tensor in sorted(self._model.state_dict().items()):
            hasher.update(key.encode())
            hasher.update(tensor.cpu().contiguous().numpy().tobytes())
        return hasher.hexdigest()

    @property
    def dimension(self) -> int:
        return int(self.encode([""]).shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimension). EncoderError for no such model."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        safe = [well_formed(text) for text in texts]
        pieces = [(row, piece) for row, text in enumerate(safe) for piece in self._windows(text)]
        encoded = self._model.encode([piece for _, piece in pieces], show_progress_bar=False)
        sums = np.zeros((len(texts), encoded.shape[-1]), dtype=np.float32)
        for (row, piece), vector in zip(pieces, encoded, strict=True):
            sums[row] += vector * max(len(piece.split()), 1)
        unit: Vectors = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        return unit

    def _windows(self, text: str) -> list[str]:
        room = self._model.max_seq_length
        if room is None or len(text) < 2 or self._tokens(text) <= room:
            return [text]
        words = text.split()
        # What has no spaces, such as Chinese, is cut between letters.
        units, join = (words, " ") if len(words) > 1 else (list(text), "")
        middle = len(units) // 2
        halves = join.join(units[:middle]), join.join(units[middle:])
        return [piece for half in halves for piece in self._windows(half)]

    def _tokens(self, text: str) -> int:
        tokenizer: Any = self._model.tokenizer
        return len(tokenizer(text, truncation=False, verbose=False)["input_ids"])

    @cached_property
    def _model(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(self._name, device="cpu")
        except (OSError, ValueError) as error:
            raise EncoderError(
                f"cannot load the model {self._name!r} ({error}); name a folder or a model that "
                "sentence-transformers knows, or unset VIVA_ENCODER"
            ) from error
