from __future__ import annotations

from random import Random

from _made_wording import TYPO_SHARE, misspelt, shuffled_keywords
from hypothesis import given
from hypothesis import strategies as st

TEXT = "Regularisation discourages large weights, so that the model varies less between samples."
WORDS = st.text(alphabet="abcdefg", min_size=1, max_size=9)


@given(st.lists(WORDS, min_size=1, max_size=60), st.integers(0, 99))
def test_typing_errors_touch_few_words_and_leave_short_ones(words: list[str], seed: int) -> None:
    made = misspelt(" ".join(words), Random(seed)).split(" ")
    assert len(made) == len(words)
    changed = [word for word, new in zip(words, made, strict=True) if word != new]
    assert len(changed) <= max(1, round(TYPO_SHARE * len(words)))
    assert all(len(word) > 3 for word in changed)


def test_typing_errors_are_made() -> None:
    assert any(misspelt(TEXT, Random(seed)) != TEXT for seed in range(5))


@given(st.integers(1, 20), st.integers(0, 99))
def test_keywords_are_words_of_the_text(count: int, seed: int) -> None:
    words = shuffled_keywords(TEXT, count, "; ", Random(seed)).split("; ")
    assert 0 < len(words) <= count
    assert all(word in TEXT and len(word) >= 4 for word in words)
