"""The judge: a small cross-encoder that reads an answer once and holds every claim against it.

Trained by `scripts/train_judge.py` from the weights of all-MiniLM-L6-v2 and shipped as weight-only
int8 ONNX, computed in fp32: no integer kernels, whose results differ between processors;
models/judge/ holds its model card. judge_layout.py says how it reads.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from evaluator.answer_windows import answer_windows
from evaluator.errors import EvaluationError
from evaluator.evidence_spans import best_passage
from evaluator.judge import Judgement, Probabilities, Reading
from evaluator.judge_layout import Layout, encode_parts, inputs_of, lay_out, load_tokenizer
from evaluator.segments import Segment, passages

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

JUDGE_FOLDER = Path(__file__).with_name("models") / "judge"

ROW_CLAIMS = 16
"""Most claims in one row; a rubric with more is read in several."""

BATCH_TOKENS = 4096
"""Most tokens in one model call, padding included."""

_DIGITS = 5
"""Digits of a probability that do not depend on which rows a model call holds besides."""


class _Row(NamedTuple):
    """Claims `first` and on of reading number `reading`, against one window of its answer."""

    reading: int
    first: int
    window: Segment
    layout: Layout


class _Said(NamedTuple):
    """What the network says of one row's n claims: (n, 4), (n,) and, for the answer's t tokens,
    (n, t).
    """

    statuses: Probabilities
    grades: NDArray[np.float64]
    shown: NDArray[np.float64]


class CrossEncoderJudge:
    """Judges claims against whole answers."""

    def __init__(self, folder: Path = JUDGE_FOLDER, threads: int = 0) -> None:
        """`threads`: for one model call; 0 means one for each core."""
        self._folder = folder
        self._threads = threads

    @property
    def name(self) -> str:
        return "cross-encoder judge"

    def judge(self, readings: Sequence[Reading]) -> list[Judgement]:
        """One judgement a reading, in order. Raises EvaluationError without the weights."""
        rows = list(self._rows(readings))
        of_reading: list[list[tuple[_Row, _Said]]] = [[] for _ in readings]
        for row, said in zip(rows, self._run([row.layout for row in rows]), strict=True):
            of_reading[row.reading].append((row, said))
        return [_judgement(r, read) for r, read in zip(readings, of_reading, strict=True)]

    def _rows(self, readings: Sequence[Reading]) -> Iterator[_Row]:
        answers = encode_parts(self._tokenizer, [reading.answer for reading in readings])
        windows = [
            answer_windows(reading.answer, encoded.offsets)
            for reading, encoded in zip(readings, answers, strict=True)
        ]
        texts = list(
            dict.fromkeys(
                text
                for reading, of_answer in zip(readings, windows, strict=True)
                for text in (reading.question, *reading.claims, *(w.text for w in of_answer))
            )
        )
        encoded = dict(zip(texts, encode_parts(self._tokenizer, texts), strict=True))
        for number, reading in enumerate(readings):
            claims = [encoded[claim] for claim in reading.claims]
            for window in windows[number]:
                for first in range(0, len(claims), ROW_CLAIMS):
                    part = claims[first : first + ROW_CLAIMS]
                    layout = lay_out(encoded[reading.question], encoded[window.text], part)
                    yield _Row(number, first, window, layout)

    def _run(self, layouts: Sequence[Layout]) -> list[_Said]:
        said: dict[int, _Said] = {}
        order = sorted(range(len(layouts)), key=lambda row: len(layouts[row].ids))
        for rows in _batches(order, [len(layout.ids) for layout in layouts]):
            batch = [layouts[row] for row in rows]
            status, grade, evidence = self._session.run(None, inputs_of(batch))
            for at, (row, layout) in enumerate(zip(rows, batch, strict=True)):
                n, start = layout.claims, layout.answer_start
                tokens = slice(start, start + len(layout.offsets))
                said[row] = _Said(
                    np.round(_softmax(status[at, :n]), _DIGITS),
                    np.round(_sigmoid(grade[at, :n]), _DIGITS),
                    np.round(_sigmoid(evidence[at, :n, tokens]), _DIGITS),
                )
        return [said[row] for row in range(len(layouts))]

    @cached_property
    def _tokenizer(self) -> tokenizers.Tokenizer:
        return load_tokenizer(self._existing("tokenizer.json"))

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


def _judgement(reading: Reading, read: Sequence[tuple[_Row, _Said]]) -> Judgement:
    """Of each claim, what the window says that is surest of it; of the grades, the best."""
    spoken = passages(reading.answer)
    statuses, grades, shown = [], [], []
    for claim in range(len(reading.claims)):
        views = [
            (row, said, claim - row.first)
            for row, said in read
            if row.first <= claim < row.first + row.layout.claims
        ]
        row, said, at = max(views, key=lambda view: _sureness(view[1].statuses[view[2]]))
        statuses.append(said.statuses[at] / said.statuses[at].sum())
        shown.append(_passage(spoken, row, said.shown[at]))
        grades.append(max(said.grades[at] for _, said, at in views))
    return Judgement(np.array(statuses), np.array(grades), tuple(shown))


def _sureness(status: NDArray[np.float64]) -> float:
    """How sure it is that a window states a claim or contradicts it, whichever is likelier."""
    stated, partly, _, contradicted = status
    return float(max(stated + partly, contradicted))


def _passage(spoken: Sequence[Segment], row: _Row, shown: NDArray[np.float64]) -> Segment:
    window = row.window
    inside = [p for p in spoken if window.start <= p.start and p.end <= window.end] or [window]
    starts = np.array([start for start, _ in row.layout.offsets], dtype=np.int64)
    return best_passage(inside, starts + window.start, shown)


def _batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for row in order:
        if batch and (len(batch) + 1) * lengths[row] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _softmax(logits: NDArray[np.float32]) -> Probabilities:
    exponents = np.exp(logits.astype(np.float64) - logits.max(axis=-1, keepdims=True))
    shares: Probabilities = exponents / exponents.sum(axis=-1, keepdims=True)
    return shares


def _sigmoid(logits: NDArray[np.float32]) -> NDArray[np.float64]:
    shares: NDArray[np.float64] = 1 / (1 + np.exp(-logits.astype(np.float64)))
    return shares
