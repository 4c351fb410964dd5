"""Words as search compares them."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import folded, marked_places

SAME = [
    ("overfitting", "Overfits"),
    ("model's", "models"),
    ("the users' data", "the user data"),
    ("LLMs GPUs rnns", "llm gpu rnn"),
    ("naïve café", "naive cafe"),
    ("e\u0301tude", "étude"),
    ("R²", "r2"),
    ("ﬁne", "fine"),
    ("TF-IDF", "tf-idf"),
    ("bias–variance", "bias-variance"),
    ("cross‑validation", "cross-validation"),
    ("don't", "don’t"),
]

KEPT = [
    ("C++ and C# on .NET", ["c++", "and", "c#", "on", ".net"]),
    ("F1 of 0.05", ["f1", "of", "0.05"]),
    ("tf-idf", ["tf", "idf", "tfidf"]),
    ("top-k", ["top", "k", "topk"]),
    ("A/B", ["a", "b", "ab"]),
    ("train/test", ["train", "test"]),
    ("read_csv", ["read", "csv", "readcsv"]),
    ("word2vec", ["word2vec"]),
    ("end. Next", ["end", "next"]),
    ("model.fit", ["model", "fit"]),
    ("日本語 мир", ["日本語", "мир"]),
    ("?! … 😀", []),
]

HOSTILE = [
    "x" * 20_000,
    "a-" * 10_000,
    "'" * 20_000,
    "e\u0301" * 10_000,
    "1." * 10_000,
    "." * 20_000,
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_of_a_word_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("text", "words"), KEPT)
def test_terms_of_a_field_stay_whole(text: str, words: list[str]) -> None:
    assert folded(text) == words


@pytest.mark.parametrize("pair", [("tfidf", "tf-idf"), ("cross validation", "cross-validation")])
def test_a_word_with_a_hyphen_is_found_by_both_other_ways(pair: tuple[str, str]) -> None:
    assert set(folded(pair[0])) <= set(folded(pair[1]))


def test_other_words_stay_apart() -> None:
    assert folded("C") != folded("C++")
    assert folded("bias") != folded("bia")
    assert folded("precision") != folded("recision")


@given(st.text())
def test_any_text_is_taken_and_its_words_lie_in_it(text: str) -> None:
    words = folded(text)
    assert all(words)
    places = marked_places(text, words)
    assert [word for start, end in places for word in folded(text[start:end])] == words
    assert marked_places(text, []) == []


def test_marked_words_are_whole_as_they_were_written() -> None:
    text = "The model's F1-score, R² and C++"
    found = [text[start:end] for start, end in marked_places(text, folded("models r2 c++ score"))]
    assert found == ["model's", "F1-score", "R²", "C++"]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:3])
def test_hostile_text_takes_bounded_time(text: str) -> None:
    begun = time.process_time()
    folded(text)
    assert time.process_time() - begun < 0.5


def test_threads_agree() -> None:
    words = [f"word{n}s clustering{n % 7}" for n in range(2000)]
    expected = [folded(word) for word in words]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(folded, words)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("regularisation", "regularization"),
        ("normalised", "normalize"),
        ("optimiser", "optimizers"),
        ("analysing", "analyze"),
        ("behavioural", "behavioral"),
        ("colours", "color"),
        ("modelling", "models"),
        ("labelled", "labels"),
    ],
)
def test_british_and_american_spellings_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize("pair", [("four", "for"), ("wise", "size"), ("spell", "spel")])
def test_words_that_only_look_british_stay_apart(pair: tuple[str, str]) -> None:
    assert folded(pair[0]) != folded(pair[1])
