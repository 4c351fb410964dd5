"""How the judge's network reads: the answer once, and each claim against it.

One row of tokens holds a shared part, `[CLS] question [SEP] answer [SEP]`, and then a block
`[CLS] claim [SEP]` for every claim. The shared part sees itself only; a block sees itself and the
shared part, so claims never see one another and an answer is read once for all of them. Every block
has the positions that follow the shared part, as if it were the only one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

CLS, SEP = 101, 102
QUESTION_TOKENS, ANSWER_TOKENS, CLAIM_TOKENS = 60, 400, 160
"""Most tokens of each part; the rest is cut off."""

POSITIONS = 512
"""Positions that the trunk knows. A block that would go beyond them starts earlier."""

SHARED, PADDING = 0, -1
"""Block numbers of the shared part and of padding; claims have 1, 2 and so on."""

INPUT_NAMES = ("input_ids", "position_ids", "type_ids", "block_ids", "numbers")
OUTPUT_NAMES = ("status", "grade", "evidence")


class Layout(NamedTuple):
    """One row. The answer's tokens begin at `answer_start`; `offsets` are their characters."""

    ids: list[int]
    positions: list[int]
    types: list[int]
    blocks: list[int]
    claims: int
    answer_start: int
    offsets: list[tuple[int, int]]


def lay_out(question: Encoding, answer: Encoding, claims: Sequence[Encoding]) -> Layout:
    """The row of a question, an answer and claims, each encoded without special tokens."""
    asked, said = question.ids[:QUESTION_TOKENS], answer.ids[:ANSWER_TOKENS]
    ids = [CLS, *asked, SEP, *said, SEP]
    positions, types, blocks = list(range(len(ids))), [0] * len(ids), [SHARED] * len(ids)
    for number, claim in enumerate(claims, 1):
        block = [CLS, *claim.ids[:CLAIM_TOKENS], SEP]
        start = min(len(asked) + len(said) + 3, POSITIONS - len(block))
        ids += block
        positions += range(start, start + len(block))
        types += [1] * len(block)
        blocks += [number] * len(block)
    offsets = answer.offsets[:ANSWER_TOKENS]
    return Layout(ids, positions, types, blocks, len(claims), len(asked) + 2, offsets)


def inputs_of(rows: Sequence[Layout]) -> dict[str, NDArray[np.int64]]:
    """The network's inputs for rows of one batch: four of shape (rows, tokens), and the numbers
    1 to n of the most claims in a row.
    """
    shape = (len(rows), max(len(row.ids) for row in rows))
    tables = [np.zeros(shape, dtype=np.int64) for _ in range(3)]
    tables.append(np.full(shape, PADDING, dtype=np.int64))
    for at, row in enumerate(rows):
        fields = (row.ids, row.positions, row.types, row.blocks)
        for table, values in zip(tables, fields, strict=True):
            table[at, : len(values)] = values
    numbers = np.arange(1, max(row.claims for row in rows) + 1, dtype=np.int64)
    return dict(zip(INPUT_NAMES, (*tables, numbers), strict=True))


def load_tokenizer(path: Path) -> Tokenizer:
    """The trunk's tokenizer. What somebody types is text, even when it reads [SEP]."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.encode_special_tokens = True
    return tokenizer


def encode_parts(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Encoding]:
    """Texts encoded without special tokens; letters that UTF-8 does not know are replaced."""
    clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
    return list(tokenizer.encode_batch(clean, add_special_tokens=False))
