from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import Pack
from evaluator.letter_pairs import rare_pair_share


@given(st.text(max_size=80))
def test_it_is_a_share(text: str) -> None:
    assert 0.0 <= rare_pair_share(text) <= 1.0


def test_english_has_hardly_any_rare_pair(pack: Pack) -> None:
    assert max(rare_pair_share(question.reference) for question in pack.questions) < 0.07


@pytest.mark.parametrize(
    "text", ["asdfkjh qwlekrj zxcvbn", "fghjfghj dfghdfgh kjhgkjhg", "sdkfjh SKDJFH wkejfh"]
)
def test_mashed_keys_have_many(text: str) -> None:
    assert rare_pair_share(text) > 0.4


@pytest.mark.parametrize("text", ["", "GPU SVM KNN XGB", "1234 5678", "过拟合", "переобучение"])
def test_a_text_without_longer_latin_words_has_none(text: str) -> None:
    assert rare_pair_share(text) == 0.0
