from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from evaluator.answer_windows import WINDOW_TOKENS, answer_windows

WORDS = st.lists(st.sampled_from(["bias", "variance.", "model", "fits!", "\n"]), max_size=1500)


def offsets_of(text: str) -> list[tuple[int, int]]:
    """Each word as a token."""
    offsets, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        offsets.append((start, at))
    return offsets


def test_a_short_answer_stays_whole() -> None:
    (window,) = answer_windows(" Bias underfits. ", offsets_of(" Bias underfits. "))
    assert (window.text, window.start, window.end) == (" Bias underfits. ", 0, 17)


def test_windows_are_runs_of_whole_sentences() -> None:
    answer = " ".join(f"Sentence number {n} has seven words here." for n in range(200))
    windows = answer_windows(answer, offsets_of(answer))
    assert len(windows) > 1
    assert all(window.text.startswith("Sentence") for window in windows)
    assert all(window.text.endswith("here.") for window in windows)


@given(WORDS)
def test_every_token_is_in_one_window_in_order(words: list[str]) -> None:
    answer = " ".join(words)
    offsets = offsets_of(answer)
    windows = answer_windows(answer, offsets)
    assert all(answer[w.start : w.end] == w.text for w in windows)
    assert all(one.end <= other.start for one, other in pairwise(windows))
    held = [sum(w.start <= start < w.end for start, _ in offsets) for w in windows]
    assert sum(held) == len(offsets)
    assert all(count <= WINDOW_TOKENS for count in held)
