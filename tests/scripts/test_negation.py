from __future__ import annotations

from random import Random

import pytest

from _negation import negated


def turned(text: str) -> set[str | None]:
    return {negated(text, Random(seed)) for seed in range(60)}


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("It is not fast.", {"It is fast."}),
        ("You can't skip it.", {"You can skip it."}),
        ("You cannot skip it.", {"You can skip it."}),
        ("It should not grow.", {"It should grow."}),
        ("It has not been seen.", {"It has been seen."}),
        ("It is fast.", {"It is not fast.", "It isn't fast."}),
        ("Dropout helps.", {"Dropout does not help."}),
        ("Scale before the split.", {"Scale after the split."}),
        ("Hello there", {None}),
    ],
)
def test_one_word_is_turned_around_and_nothing_is_denied_twice(
    text: str, allowed: set[str | None]
) -> None:
    assert turned(text) == allowed


def test_the_same_seed_turns_the_same_word() -> None:
    text = "The model is small and has more bias, so it never fits all of the data."
    assert negated(text, Random(5)) == negated(text, Random(5))
    assert len(turned(text)) > 2
