"""A query is understood by the words of the bank."""

from __future__ import annotations

import random
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import Pack
from index import (
    ChangeKind,
    EncoderError,
    QueryWords,
    common_words,
    folded,
    question_entries,
    weights_folder,
)
from tests.conftest import ROOT

TEXTS = (
    "Regularization techniques prevent overfitting of neural networks.",
    "Which optimizer and which regularization fit a gradient?",
    "In unsupervised learning there are no labels; cross-validation estimates the error.",
    "Is k-fold cross-validation better than a hold-out set?",
    "TF-IDF weighs words; TF-IDF is sparse. A dataset is large, a data set is small.",
    "A t-test or an A/B test: which t-test?",
    "A map of the precision. Precision and embedding of words.",
    "What is the area under the curve (AUC)? Kubernetes restarts what is notable.",
    "The recall of the imputation, by class, and the hyperparameter.",
    "We scan documents by Simpson's paradox, and a type of reinforcement learning helped.",
)
ABBREVIATIONS = {
    "CV": ("cross-validation", "computer vision"),
    "LLM": ("large language model",),
    "MAP": ("mean average precision",),
    "RAG": ("retrieval-augmented generation",),
    "kNN": ("k-nearest neighbours",),
}
COMMON = common_words(weights_folder() / "tokenizer.json")
WORDS = QueryWords.of(TEXTS, ABBREVIATIONS, COMMON)
AGAIN = QueryWords.of(TEXTS, ABBREVIATIONS, COMMON)


def read(query: str) -> str:
    return WORDS.understood(query).text


SPELT = {
    "regularzation": "regularization",
    "Regularizaton tecniques": "regularization techniques",
    "presicion": "precision",
    "graident": "gradient",
    "embeding": "embedding",
    "reinforcment lerning": "reinforcement learning",
    "cross-validaton": "cross-validation",
    "crossvalidaton": "cross-validation",
    "kuberntes": "Kubernetes",
    "what is the regularzation's use?": "what is the regularization's use?",
    "(regularzation)": "(regularization)",
    "optimzer, and its prupose": "optimizer, and its prupose",
}

JOINED = {
    "over fitting": "overfitting",
    "un-supervised": "unsupervised",
    "un supervised": "unsupervised",
    "im putation": "imputation",
    "re call": "recall",
    "crossvalidation": "cross-validation",
    "cross validation": "cross-validation",
    "tf idf": "TF-IDF",
    "tfidf": "TF-IDF",
    "t test": "t-test",
    "holdout": "hold-out",
    "hyper parameter": "hyperparameter",
    "theprecision": "the precision",
    "simp son": "Simpson",
}

LEFT_ALONE = [
    "what is regularization",
    "TF-IDF",
    "data set",
    "dataset",
    "a notably toughest helper",  # forms of known words
    "why was it not able to scan",  # "notable" is a word of the bank
    "resampling and imputing",
    "scams and hype",  # near to scans and type
    "df.regularzation(x)",
    "see https://regularzation.example/optimzer",
    "REGLR and PyTorchx and Regulerizor2000",
    "ein neuronales netz lernt regularisierung ohne überanpassung",
    "qué es el aprendizaje supervisado",
    "нейронные сети",
    "機械学習とは何ですか",
    "map the words",
    "",
    " \n ",
    "?",
]


@pytest.mark.parametrize(("query", "expected"), SPELT.items())
def test_a_misspelt_word_is_read_as_the_banks(query: str, expected: str) -> None:
    assert read(query) == expected


@pytest.mark.parametrize(("query", "expected"), JOINED.items())
def test_split_and_joined_words_are_read_as_the_bank_writes_them(query: str, expected: str) -> None:
    assert read(query) == expected


@pytest.mark.parametrize("query", LEFT_ALONE)
def test_what_is_right_or_not_english_stays(query: str) -> None:
    understood = WORDS.understood(query)
    assert (understood.text, understood.changes) == (query, ())


def test_a_tie_goes_to_the_word_that_the_bank_uses_most() -> None:
    words = QueryWords.of(["modifier", "modified", "modified"], {}, {"common"})
    assert words.understood("modifiez").text == "modifiez"  # the last letter makes another form
    words = QueryWords.of(["clustering", "blustering clustering cluttering"], {}, {"common"})
    assert words.understood("clusttering").text == "clustering"


def test_without_a_list_of_common_words_nothing_is_misspelt() -> None:
    words = QueryWords.of(TEXTS, {})
    assert words.understood("regularzation").text == "regularzation"
    assert words.understood("over fitting").text == "overfitting"


def test_changes_tell_people_what_was_read_as_what() -> None:
    changes = WORDS.understood("regularzation for over fitting, AUC").changes
    assert [(change.written, change.read, change.kind) for change in changes] == [
        ("regularzation", "regularization", ChangeKind.SPELLING),
        ("over fitting", "overfitting", ChangeKind.JOINING),
        ("AUC", "area under the curve", ChangeKind.ABBREVIATION),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("AUC", "AUC (area under the curve)"),  # the bank's texts explain it
        ("auc or map", "auc (area under the curve) or map"),
        ("MAP", "MAP (mean average precision)"),
        ("rag", "rag (retrieval-augmented generation)"),
        ("why do LLMs fail", "why do LLMs (large language model) fail"),
        ("KNN vs knn", "KNN (k-nearest neighbours) vs knn"),
        ("CV folds", "CV (cross-validation) folds"),
        ("large language model (LLM)", "large language model (LLM)"),
    ],
)
def test_an_abbreviation_is_written_out_in_brackets(query: str, expected: str) -> None:
    assert read(query) == expected


def test_terms_hold_every_long_form() -> None:
    terms = WORDS.understood("CV").terms
    assert {"cv", "cross", "valid", "crossvalid", "comput", "vision"} <= set(terms)


@pytest.mark.parametrize(
    ("query", "term"),
    [
        ("areas under the curve", "auc"),
        ("large language models", "llm"),
        ("retrieval augmented generation", "rag"),
        ("k nearest neighbours", "knn"),
        ("llms", "llm"),
        ("data set", "dataset"),
        ("dataset", "set"),
    ],
)
def test_terms_hold_what_else_it_is_written_as(query: str, term: str) -> None:
    assert term in WORDS.understood(query).terms


def test_the_three_ways_of_a_hyphen_have_the_same_terms() -> None:
    terms = [set(WORDS.understood(query).terms) for query in ("tf idf", "tfidf", "TF-IDF")]
    assert terms[0] == terms[1] == terms[2] == {"tf", "idf", "tfidf"}


@given(st.text())
def test_any_text_is_taken_twice_alike_and_stays_short(query: str) -> None:
    understood = WORDS.understood(query)
    assert understood == AGAIN.understood(query)
    assert len(understood.text) <= 3 * len(query) + 200
    assert bool(understood.changes) == (understood.text != query)


@given(st.lists(st.sampled_from(sorted({w for t in TEXTS for w in re.findall(r"[a-z]{2,}", t)}))))
def test_single_words_of_the_bank_are_never_respelt(words: list[str]) -> None:
    changes = WORDS.understood(" . ".join(words)).changes
    assert all(change.kind is ChangeKind.ABBREVIATION for change in changes)


def test_every_text_of_a_bank_and_every_part_of_it_is_itself(pack: Pack) -> None:
    texts = [text for entry in question_entries(pack) for _, texts in entry.views for text in texts]
    texts = [text.replace("(", ", ") for text in texts]  # which explains no abbreviation
    words = QueryWords.of(texts, {}, COMMON)
    choice = random.Random(1)
    for text in choice.sample(texts, 600):
        gaps = [match.start() for match in re.finditer(r"(?<=\w) ", text)]
        start, end = sorted(choice.choices([0, *gaps, len(text)], k=2))
        for part in (text, text[start:end].strip()):
            assert words.understood(part).text == part


def test_nine_in_ten_slips_in_the_banks_long_words_are_put_right(pack: Pack) -> None:
    words = QueryWords.of([question.question for question in pack.questions], {}, COMMON)
    choice = random.Random(2)
    right = tried = 0
    for question in pack.questions:
        long = [w for w in re.findall(r"\b[a-z]{8,}\b", question.question) if w in COMMON]
        for word in long[:2]:
            slip = _slip(word, choice)
            if slip not in COMMON and slip != word:
                tried += 1
                right += words.understood(slip).text == word
    assert tried > 200
    assert right / tried > 0.9


def _slip(word: str, choice: random.Random) -> str:
    at = choice.randrange(1, len(word) - 1)
    edits = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return choice.choice(edits)


def test_a_query_takes_well_under_a_millisecond(pack: Pack) -> None:
    texts = [text for entry in question_entries(pack) for _, texts in entry.views for text in texts]
    words = QueryWords.of(texts, pack.abbreviations, COMMON)
    fresh = [f"how do i chose presicion and recal for imbalancd dat{n}a sets" for n in range(100)]
    times = []
    for query in fresh:
        begun = time.process_time()
        words.understood(query)
        times.append(time.process_time() - begun)
    assert sorted(times)[len(times) // 2] < 0.001


@pytest.mark.parametrize(
    "query",
    [
        "x" * 20_000,
        "abcde-" * 3_300,
        "regularzation " * 1_400,
        " ".join(f"regularz{n}" for n in range(90)),
        " ".join("qwrtz" * 4 + chr(97 + n % 26) * (n % 9) for n in range(100)),
        "(" * 20_000,
        "A/" * 10_000,
    ],
    ids=lambda query: query[:9],
)
def test_hostile_queries_take_bounded_time(query: str) -> None:
    begun = time.process_time()
    understood = WORDS.understood(query)
    assert time.process_time() - begun < 0.5
    assert len(understood.text) <= 2 * len(query)


def test_terms_begin_with_the_words_of_the_query() -> None:
    query = "precision of the CV"
    assert list(WORDS.understood(query).terms)[:4] == folded(query)


def test_common_words_are_those_of_a_vocabulary_of_word_pieces() -> None:
    assert {"precision", "the", "learning"} <= COMMON
    assert not {"regularzation", "##ing", "ing##"} & COMMON


def test_a_file_that_is_no_tokenizer_is_told() -> None:
    with pytest.raises(EncoderError, match="make setup"):
        common_words(ROOT / "pyproject.toml")
    with pytest.raises(EncoderError, match="make setup"):
        common_words(ROOT / "none.json")
