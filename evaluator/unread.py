"""Parts of an answer that are not read, since they say nothing to the question: each is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from evaluator.evaluation import Unread, UnreadReason
from evaluator.gates import lists_words
from evaluator.rubric import Rubric
from evaluator.segments import sentences
from evaluator.wording import words

MIN_REPEATED_WORDS = 5
"""Fewest words of a sentence that is left out when it comes again; "Yes." may be said twice."""


def unread_parts(rubric: Rubric, answer: str, orders: NDArray[np.bool_]) -> Iterator[Unread]:
    """The sentences that are not read, in order.

    `orders` says of each of `sentences(answer)` whether it speaks to the grader.
    """
    lists_asked = any(map(lists_words, rubric.references))
    said: set[tuple[str, ...]] = set()
    for sentence, is_order in zip(sentences(answer), orders, strict=True):
        own = words(sentence.text)
        reason = None
        if is_order:
            reason = UnreadReason.TO_GRADER
        elif own in said and len(own) >= MIN_REPEATED_WORDS:
            reason = UnreadReason.REPEATED
        elif lists_words(sentence.text) and not lists_asked:
            reason = UnreadReason.KEYWORD_LIST
        if reason:
            yield Unread(reason, sentence.text, sentence.start, sentence.end)
        said.add(own)


def without(answer: str, parts: Sequence[Unread]) -> str:
    """The answer with spaces in the place of these parts, so that nothing else moves."""
    for part in parts:
        answer = answer[: part.start] + " " * len(part.text) + answer[part.end :]
    return answer
