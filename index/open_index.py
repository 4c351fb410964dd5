"""Opening the saved vectors of some texts, and making those that are not saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, Vectors
from index.errors import SearchError, StaleIndexError
from index.saved_vectors import (
    Saved,
    Segment,
    VectorRows,
    find_keys,
    find_rows,
    merged,
    new_segment,
    read_saved,
    text_keys,
    with_live,
    writing,
)
from index.saved_vectors.keys import Keys

SAVED_AT_ONCE = 10_000
"""Texts after which new vectors are saved: half a minute of encoding, the most that a crash loses
of the hours that the first opening of a very large bank takes."""


@dataclass(frozen=True)
class OpenedVectors:
    """Vectors of the texts asked for, a row each, in the order of the texts.

    `encoded` counts the distinct texts that had to be encoded: 0 when everything was saved.
    `notice` says, for a person, why the saved vectors were not used as they were, or is None.
    `outdated`: it says no more than that they were of an older bank, as they are after an edit, of
    another model or of an older format. `spare` are vectors that are saved, or were before this
    opening, of texts that were not asked for.
    """

    rows: VectorRows
    spare: VectorRows
    encoded: int
    notice: str | None = None
    outdated: bool = False

    @cached_property
    def vectors(self) -> Vectors:
        """All of them in memory, shape (texts, dimension). `rows.blocks()` takes less of it."""
        return self.rows.matrix()


def open_vectors(folder: Path, texts: Sequence[str], encoder: Encoder) -> OpenedVectors:
    """The vectors of these texts: those saved in the folder, and the others made and saved.

    A saved vector is used again for every text that is the same and was encoded by the same model,
    so that a change to the bank encodes and writes only what is new. Damaged files are never used.
    Processes may open a folder at once: readers wait for nobody, and of those that lack the same
    texts one encodes them and the others wait for it. Raises what the encoder raises.
    """
    keys = text_keys(texts)
    saved = read_saved(folder, encoder)
    rows = find_rows(saved.segments, keys)
    segments = with_live(saved.segments, rows)
    spare = _spare(saved, rows, encoder)
    if saved.reason is None and (rows >= 0).all() and merged(segments) == segments:
        return OpenedVectors(_vector_rows(segments, rows, encoder), spare, encoded=0)
    return _bring_up_to_date(folder, texts, keys, encoder, saved, spare)


def _bring_up_to_date(
    folder: Path,
    texts: Sequence[str],
    keys: Keys,
    encoder: Encoder,
    before: Saved,
    spare: VectorRows,
) -> OpenedVectors:
    with writing(folder, encoder) as writer:
        saved = read_saved(folder, encoder, before.segments)  # another may have written it
        rows = find_rows(saved.segments, keys)
        segments = with_live(saved.segments, rows)
        new = _first_of_each(keys, np.flatnonzero(rows < 0))
        for numbers in _chunks(new):
            vectors = encoder.encode([texts[number] for number in numbers])
            segments = writer.keep(merged([*segments, new_segment(keys[numbers], vectors)]))
        if not new.size:
            segments = writer.keep(merged(segments))
    notice, outdated = _notice(saved.reason, new.size)
    if notice and writer.failure:
        outdated = False
        why = f"{writer.failure.strerror}: {folder}"
        notice += f" It could not be saved ({why}); it is rebuilt at each start."
    opened = _vector_rows(segments, find_rows(segments, keys), encoder)
    return OpenedVectors(opened, spare, new.size, notice, outdated)


def _vector_rows(
    segments: Sequence[Segment], rows: NDArray[np.int64], encoder: Encoder
) -> VectorRows:
    return VectorRows([segment.vectors for segment in segments], rows, encoder.dimension)


def _spare(saved: Saved, rows: NDArray[np.int64], encoder: Encoder) -> VectorRows:
    """The vectors of all rows of the segments that are not among these."""
    unused = np.ones(sum(len(segment.keys) for segment in saved.segments), dtype=np.bool_)
    unused[rows[rows >= 0]] = False
    return _vector_rows(saved.segments, np.flatnonzero(unused), encoder)


def _first_of_each(keys: Keys, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of the texts with these numbers those of which no equal one comes before."""
    wanted = keys[numbers]
    firsts: NDArray[np.int64] = numbers[find_keys(wanted, wanted) == np.arange(len(wanted))]
    return firsts


def _chunks(numbers: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    return (
        numbers[start : start + SAVED_AT_ONCE] for start in range(0, len(numbers), SAVED_AT_ONCE)
    )


def _notice(reason: SearchError | None, new: int) -> tuple[str | None, bool]:
    if reason:
        notice = f"The search index was rebuilt from the question bank: {reason}."
        return notice, isinstance(reason, StaleIndexError)
    if new:
        return f"New in the search index: {new} texts of the question bank.", True
    return None, False
