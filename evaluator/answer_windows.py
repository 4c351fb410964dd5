"""Cutting a long answer into windows that the judge can read at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from evaluator.segments import Segment, sentences

WINDOW_TOKENS = 300
"""Most tokens that are read at once: about 230 words, as long as the answers of the corpus."""


def answer_windows(answer: str, offsets: Sequence[tuple[int, int]]) -> list[Segment]:
    """An answer in runs of whole sentences; one of up to WINDOW_TOKENS stays whole.

    `offsets` are the first and last characters of the answer's tokens. A sentence longer than a
    window, as dictation without full stops may be, is cut between two tokens.
    """
    if len(offsets) <= WINDOW_TOKENS:
        return [Segment(answer, 0, len(answer))]
    starts = [start for start, _ in offsets]
    cuts = [bisect_left(starts, sentence.start) for sentence in sentences(answer)]
    windows, first = [], 0
    while first < len(starts):
        limit = first + WINDOW_TOKENS
        end = limit if limit < len(starts) else len(starts)
        if end == limit:
            end = max((cut for cut in cuts if first < cut <= limit), default=limit)
        start, stop = starts[first], offsets[end - 1][1]
        windows.append(Segment(answer[start:stop], start, stop))
        first = end
    return windows
