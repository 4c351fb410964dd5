"""The default encoder: all-MiniLM-L6-v2 by ONNX Runtime in fp32; torch is never imported."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index import minilm
from index.encoder import Vectors, well_formed
from index.errors import EncoderError

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

FORMAT_VERSION = 1
MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
MANIFEST = "encoder.json"

BATCH_TOKENS = 4096
"""Most tokens in one model call, padding included: about 100 MB of activations."""

BATCH_GROWTH = 2
BATCH_LEAST = 4
"""A text over BATCH_GROWTH times as long as a batch's shortest starts a new batch, once the batch
has BATCH_LEAST texts: less padding. On the passages of one answer 79 ms against 118 without."""


class OnnxEncoder:
    """Encodes with the model that `export_encoder` wrote into a folder.

    Mean pooling over tokens, then normalisation, as the model defines. Text longer than the window
    of 256 tokens is cut into consecutive windows and the mean is taken over all of its tokens.
    """

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """`threads`: for one model call; 0 means one for each core."""
        self._folder = folder
        self._threads = threads

    @property
    def name(self) -> str:
        return minilm.NAME

    @property
    def digest(self) -> str:
        made_of = f"{minilm.WEIGHTS_SHA256}/{minilm.WINDOW_TOKENS}/mean/{FORMAT_VERSION}"
        return hashlib.sha256(made_of.encode()).hexdigest()

    @property
    def dimension(self) -> int:
        return minilm.DIMENSION

    def is_whole(self) -> bool:
        """Whether the exported files are all there and have the hashes of their manifest."""
        try:
            manifest = json.loads((self._folder / MANIFEST).read_text(encoding="utf-8"))
            files = manifest["files"]
            return (
                manifest["format_version"] == FORMAT_VERSION
                and manifest["weights_sha256"] == minilm.WEIGHTS_SHA256
                and all(minilm.sha256_of(self._folder / f) == files[f] for f in (MODEL, TOKENIZER))
            )
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), 384). Raises EncoderError when there is no model."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        windows = [
            (row, window)
            for row, encoding in enumerate(self._tokenize(texts))
            for window in self._windows(encoding.ids)
        ]
        windows.sort(key=lambda item: len(item[1]))
        sums = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for batch in _batches(windows):
            ids, mask = _padded([window for _, window in batch])
            token_sums = self._session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
            np.add.at(sums, [row for row, _ in batch], token_sums)
        unit: Vectors = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        return unit

    def _tokenize(self, texts: Sequence[str]) -> list[Any]:
        safe = [well_formed(text) for text in texts]
        encodings: list[Any] = self._tokenizer.encode_batch(safe, add_special_tokens=False)
        return encodings

    def _windows(self, ids: list[int]) -> Iterator[list[int]]:
        room = minilm.WINDOW_TOKENS - 2
        start, end = self._special_ids
        for at in range(0, max(len(ids), 1), room):
            yield [start, *ids[at : at + room], end]

    @cached_property
    def _special_ids(self) -> tuple[int, int]:
        start, end = (self._tokenizer.token_to_id(token) for token in ("[CLS]", "[SEP]"))
        if start is None or end is None:
            raise EncoderError(f"{self._folder / TOKENIZER}: not this model's; run: make setup")
        return start, end

    @cached_property
    def _tokenizer(self) -> tokenizers.Tokenizer:
        from tokenizers import Tokenizer

        path = str(self._existing(TOKENIZER))
        try:
            tokenizer = Tokenizer.from_file(path)
        except Exception as error:  # tokenizers raises no type of its own for a damaged file
            raise EncoderError(f"{path}: damaged ({error}); run: make setup") from error
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        path = str(self._existing(MODEL))
        try:
            session = onnxruntime.InferenceSession(
                path, options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # ONNX Runtime raises its own types for a damaged file
            message = f"{path}: damaged ({error}); run: make setup"
            raise EncoderError(message) from error
        if {taken.name for taken in session.get_inputs()} != {"input_ids", "attention_mask"}:
            raise EncoderError(f"{path}: another model; run: make setup")
        return session

    def _existing(self, name: str) -> Path:
        path = self._folder / name
        if not path.is_file():
            raise EncoderError(f"{path}: the encoder is not exported yet; run: make setup")
        return path


def _batches(windows: list[tuple[int, list[int]]]) -> Iterator[list[tuple[int, list[int]]]]:
    """Runs of windows, given in order of length, that fit BATCH_TOKENS with little padding."""
    batch: list[tuple[int, list[int]]] = []
    for item in windows:
        length = len(item[1])
        full = batch and (len(batch) + 1) * length > BATCH_TOKENS
        if full or (len(batch) >= BATCH_LEAST and length > BATCH_GROWTH * len(batch[0][1])):
            yield batch
            batch = []
        batch.append(item)
    yield batch


def _padded(windows: list[list[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    ids = np.zeros((len(windows), max(map(len, windows))), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, window in enumerate(windows):
        ids[row, : len(window)] = window
        mask[row, : len(window)] = 1
    return ids, mask
