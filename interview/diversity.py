"""Choosing what adds something: maximal marginal relevance."""

from __future__ import annotations

from collections.abc import Sequence

from index import Vectors

RELEVANCE_SHARE = 0.8
"""Lambda of maximal marginal relevance: the share of relevance against diversity (Carbonell &
Goldstein 1998). Chosen on the seven themes of the graded data with scripts/accuracy.py."""


def marginal_relevance(relevance: float, vector: Vectors, chosen: Sequence[Vectors]) -> float:
    """What a question is worth beside those already chosen: its relevance, less what it repeats.

    Vectors are unit, shape (dimension,).
    """
    nearest = max((float(vector @ other) for other in chosen), default=0.0)
    return RELEVANCE_SHARE * relevance - (1 - RELEVANCE_SHARE) * nearest
