"""The judge: a small cross-encoder that reads a claim together with the whole answer.

Trained by `scripts/train_judge.py` from the weights of all-MiniLM-L6-v2 and shipped as weight-only
int8 ONNX, computed in fp32, so that every processor gives the same probabilities; models/judge/
holds its model card. The model says what the answer does with a claim. Which
passage shows it, the encoder says: the one nearest to the claim.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from evaluator.errors import EvaluationError
from evaluator.judge import STATUSES, ClaimPassage, Probabilities
from evaluator.segments import sentences
from index import Encoder

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

JUDGE_FOLDER = Path(__file__).with_name("models") / "judge"

WINDOW_TOKENS = 200
"""Most tokens of claim and text together, as in training."""

WINDOW_WORDS = 110
"""Words of consecutive sentences that are read at once: a long answer is read in such windows."""

BATCH_TOKENS = 4096
"""Most tokens in one model call, padding included."""

NEARNESS = 0.1
"""Difference in cosine at which a passage shows a claim 1/e as well as the nearest one does."""

_MISSING = 2
_DIGITS = 5
"""Digits of a probability that do not depend on which pairs a model call holds besides."""


class CrossEncoderJudge:
    """Judges claims against whole answers, and spreads the verdict over an answer's passages."""

    def __init__(self, encoder: Encoder, folder: Path = JUDGE_FOLDER, threads: int = 0) -> None:
        """`threads`: for one model call; 0 means one for each core."""
        self._encoder = encoder
        self._folder = folder
        self._threads = threads

    @property
    def name(self) -> str:
        return "cross-encoder judge"

    def judge(self, pairs: Sequence[ClaimPassage]) -> Probabilities:
        """Probabilities of shape (len(pairs), 4).

        Over an answer's passages the largest probability of each status but missing is what the
        model gives for the whole answer; the passage nearest to the claim has it.
        """
        table = np.zeros((len(pairs), len(STATUSES)))
        if not pairs:
            return table
        groups: dict[tuple[str, str], list[int]] = {}
        for row, pair in enumerate(pairs):
            groups.setdefault((pair.claim, pair.answer), []).append(row)
        whole = self._judge_answers(list(groups))
        nearness = self._nearness(pairs)
        for (_, rows), said in zip(groups.items(), whole, strict=True):
            best = nearness[rows].max()
            shares = np.exp((nearness[rows] - best) / NEARNESS)
            table[rows] = shares[:, np.newaxis] * said
            table[rows, _MISSING] = 0
            table[rows, _MISSING] = 1 - table[rows].sum(axis=1)
        return table

    def _nearness(self, pairs: Sequence[ClaimPassage]) -> NDArray[np.float64]:
        texts = list(dict.fromkeys(text for pair in pairs for text in (pair.claim, pair.passage)))
        rows = {text: row for row, text in enumerate(texts)}
        vectors = self._encoder.encode(texts)
        cosines = [float(vectors[rows[p.claim]] @ vectors[rows[p.passage]]) for p in pairs]
        return np.round(np.array(cosines), _DIGITS)

    def _judge_answers(self, asked: Sequence[tuple[str, str]]) -> Probabilities:
        """For each claim and answer, shape (len(asked), 4): the strongest over its windows."""
        read = [(row, claim, w) for row, (claim, a) in enumerate(asked) for w in answer_windows(a)]
        said = self._run([(claim, window) for _, claim, window in read])
        strongest = np.zeros((len(asked), len(STATUSES)))
        np.maximum.at(strongest, [row for row, _, _ in read], said)
        rest = np.delete(strongest, _MISSING, axis=1).sum(axis=1)
        strongest[:, _MISSING] = np.maximum(1 - rest, 0)
        shares: Probabilities = strongest / strongest.sum(axis=1, keepdims=True)
        return np.round(shares, _DIGITS)

    def _run(self, texts: Sequence[tuple[str, str]]) -> Probabilities:
        encodings = self._tokenizer.encode_batch(
            [(_utf8(claim), _utf8(window)) for claim, window in texts]
        )
        order = sorted(range(len(texts)), key=lambda row: len(encodings[row].ids))
        table = np.zeros((len(texts), len(STATUSES)))
        for rows in _batches(order, [len(encoding.ids) for encoding in encodings]):
            longest = max(len(encodings[row].ids) for row in rows)
            inputs = np.zeros((3, len(rows), longest), dtype=np.int64)
            for at, row in enumerate(rows):
                encoding = encodings[row]
                fields = (encoding.ids, encoding.attention_mask, encoding.type_ids)
                for table_of, values in zip(inputs, fields, strict=True):
                    table_of[at, : len(values)] = values
            names = ("input_ids", "attention_mask", "token_type_ids")
            logits = self._session.run(None, dict(zip(names, inputs, strict=True)))[0]
            exponents = np.exp(logits - logits.max(axis=1, keepdims=True))
            table[rows] = exponents / exponents.sum(axis=1, keepdims=True)
        return table

    @cached_property
    def _tokenizer(self) -> tokenizers.Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._existing("tokenizer.json")))
        tokenizer.no_padding()
        tokenizer.enable_truncation(WINDOW_TOKENS, strategy="longest_first")
        return tokenizer

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # Weights are widened to fp32 once, at load; no integer kernels, whose results differ.
        options.add_session_config_entry("session.disable_quant_qdq", "1")
        path = self._existing("model.onnx")
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def _existing(self, name: str) -> Path:
        path = self._folder / name
        if not path.is_file():
            raise EvaluationError(f"{path}: the judge's file is missing; restore the repository")
        return path


def answer_windows(answer: str) -> list[str]:
    """An answer in runs of whole sentences of up to WINDOW_WORDS words; short ones stay whole."""
    if len(answer.split()) <= WINDOW_WORDS:
        return [answer]
    windows: list[list[str]] = [[]]
    for sentence in sentences(answer):
        size = sum(len(text.split()) for text in windows[-1])
        if windows[-1] and size + len(sentence.text.split()) > WINDOW_WORDS:
            windows.append([])
        windows[-1].append(sentence.text)
    return [" ".join(window) for window in windows]


def _batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for row in order:
        if batch and (len(batch) + 1) * lengths[row] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _utf8(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
