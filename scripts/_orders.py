"""What people write to whoever grades them, and honest sentences that look like it; by hand."""

from __future__ import annotations

from functools import cache
from typing import Literal

from _corpus import CORPUS

Split = Literal["train", "test"]

FOLDER = CORPUS / "orders"


@cache
def grader_orders(split: Split) -> tuple[str, ...]:
    """Sentences that speak to the grader instead of answering."""
    return _lines(split)


@cache
def innocent_sentences(split: Split) -> tuple[str, ...]:
    """Sentences of honest answers in the same words."""
    return _lines(f"innocent-{split}")


def _lines(name: str) -> tuple[str, ...]:
    return tuple((FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines())
