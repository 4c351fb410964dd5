"""Which segments are merged, and when.

Each change adds a small segment, and what the bank no longer has stays as dead rows. Two rules keep
both in bounds:

- When more rows are dead than live, all live rows are written to one new segment. So a folder takes
  at most about twice the room of its live rows, and what is copied was paid for by as many rows
  that died.
- Otherwise, ten segments with equally many digits in their number of rows are merged to one. So
  there are at most nine for each power of ten, 63 at ten million rows, and a row is copied at most
  once for each: the tiers of O'Neil et al. 1996 (LSM tree) and of Lucene's TieredMergePolicy.

A large segment is not copied because a small one comes: that is what the tiers are for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from index.saved_vectors.segment import Segment, new_segment
from index.saved_vectors.vector_rows import VectorRows

SEGMENTS_PER_TIER = 10
"""As Lucene's default. Fewer make more copies, more make more files to open at each start."""


def segments_to_merge(rows: Sequence[int], live: Sequence[int]) -> list[int]:
    """The numbers of the segments to merge next, given the rows of each; none when all is well."""
    if sum(rows) > 2 * sum(live):
        return list(range(len(rows)))
    tiers = defaultdict(list)
    for number, count in enumerate(rows):
        tiers[len(str(count))].append(number)
    return next((tier for tier in tiers.values() if len(tier) >= SEGMENTS_PER_TIER), [])


def merged(segments: Sequence[Segment]) -> list[Segment]:
    """The segments after all merges that are due. Nothing is copied before it is saved."""
    result = list(segments)
    while chosen := segments_to_merge(
        [len(segment.keys) for segment in result], [len(segment.live) for segment in result]
    ):
        one = _as_one([result[number] for number in chosen])
        result = [s for number, s in enumerate(result) if number not in chosen]
        result += [one] if len(one.keys) else []
    return result


def _as_one(segments: Sequence[Segment]) -> Segment:
    keys = np.concatenate([segment.keys[segment.live] for segment in segments])
    starts = np.cumsum([0, *(len(segment.keys) for segment in segments[:-1])])
    rows = np.concatenate(
        [start + segment.live for start, segment in zip(starts, segments, strict=True)]
    )
    parts = [segment.vectors for segment in segments]
    return new_segment(keys, VectorRows(parts, rows, parts[0].dimension))
