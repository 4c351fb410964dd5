from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator import MAX_CHARACTERS, Segment, passages
from evaluator.segments import clauses, sentences

PIECES = st.sampled_from(
    [*"ab1I.,;:!?…-–—•*()\"'”’ \n\r\t。！\u2028\u00a0\u0301\ud800😀", "e.g.", "i.e.", "3.5"]
    + [
        " but ",
        ", and ",
        "\r\n",
        "\n\n",
        "\n- ",
        "\n1. ",
        "a) ",
        "variance ",
        "过拟合",
        "\\frac{a}{b}",
    ]
)
TEXTS = st.text(st.characters(), max_size=80) | st.lists(PIECES, max_size=40).map("".join)
PROSE = st.lists(
    st.sampled_from(
        [*",.;: \n!?", " the model overfits", " but", " variance", " 0.5", " 过拟合。"]
    ),
    max_size=40,
).map("".join)


def quoted(segments: list[Segment]) -> list[str]:
    return [segment.text for segment in segments]


def clauses_of(text: str) -> list[str]:
    (sentence,) = sentences(text)
    return quoted(clauses(text, sentence))


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@given(TEXTS)
def test_every_segment_stands_where_it_says(text: str) -> None:
    whole = sentences(text)
    parts = [part for sentence in whole for part in clauses(text, sentence)]
    for segment in (*whole, *parts, *passages(text)):
        assert text[segment.start : segment.end] == segment.text


@given(TEXTS)
def test_no_segment_is_blank_or_has_space_around_it(text: str) -> None:
    for segment in passages(text):
        assert letters(segment.text)
        assert segment.text == segment.text.strip()


@given(TEXTS)
def test_passages_are_in_order_and_each_span_comes_once(text: str) -> None:
    spans = [(segment.start, segment.end) for segment in passages(text)]
    assert spans == sorted(set(spans))


@given(TEXTS)
def test_sentences_and_clauses_do_not_overlap(text: str) -> None:
    whole = sentences(text)
    for one, other in pairwise(whole):
        assert one.end <= other.start
    for sentence in whole:
        parts = clauses(text, sentence)
        assert parts[0].start >= sentence.start
        assert parts[-1].end <= sentence.end
        for one, other in pairwise(parts):
            assert one.end <= other.start


@given(TEXTS)
def test_a_text_with_a_letter_has_a_passage_and_one_without_has_none(text: str) -> None:
    assert bool(passages(text)) == bool(letters(text))


@given(PROSE)
def test_no_letter_of_prose_is_lost(text: str) -> None:
    assert letters("".join(quoted(sentences(text)))) == letters(text)
    for sentence in sentences(text):
        assert letters("".join(quoted(clauses(text, sentence)))) == letters(sentence.text)


@given(TEXTS)
def test_passages_hold_each_sentence_and_each_two_neighbours(text: str) -> None:
    whole = sentences(text)
    found = {(segment.start, segment.end) for segment in passages(text)}
    assert {(s.start, s.end) for s in whole} <= found
    assert {(one.start, other.end) for one, other in pairwise(whole)} <= found


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "+ ", "– ", "  - ", "\t• "])
def test_bullets_are_no_part_of_their_items(bullet: str) -> None:
    text = f"{bullet}high bias underfits\n{bullet}high variance overfits"
    assert quoted(sentences(text)) == ["high bias underfits", "high variance overfits"]


@pytest.mark.parametrize(
    "marks", [("1. ", "2. "), ("1) ", "2) "), ("(1) ", "(2) "), ("a) ", "b) ")]
)
def test_numbers_are_no_part_of_their_items(marks: tuple[str, str]) -> None:
    text = f"{marks[0]}Split the data.\n{marks[1]}Train the model."
    assert quoted(sentences(text)) == ["Split the data.", "Train the model."]


def test_a_lead_in_and_its_list_are_cut_apart() -> None:
    text = "Two kinds of error:\n\n1. Bias: too simple\n2. Variance: too flexible\n\nBalance both."
    assert quoted(sentences(text)) == [
        "Two kinds of error",
        "Bias: too simple",
        "Variance: too flexible",
        "Balance both.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Use an adaptive method, e.g. Adam, for it.",
        "E.g. dropout reduces overfitting.",
        "I.e. the gradient vanishes.",
        "The norm, i.e. the length, shrinks.",
        "Compare bagging vs. boosting.",
        "See Fig. 3 for the curve.",
        "Dr. Breiman proposed forests.",
        "The rate was 0.05 and fell to 1e-3 by version 2.1 of the code.",
        "Accuracy rose from 91.5% to 93.25% overall.",
        "Call model.fit(X, y) and then model.predict(X).",
        "We use torch.nn.Linear here",
    ],
)
def test_a_dot_that_ends_no_sentence_does_not_cut(sentence: str) -> None:
    assert quoted(sentences(sentence)) == [sentence]


@pytest.mark.parametrize("end", [".", "!", "?", "...", "…", '."', ".)", "?!"])
def test_a_sentence_end_cuts(end: str) -> None:
    text = f"Bias is high{end} Variance is low"
    assert quoted(sentences(text)) == [f"Bias is high{end}", "Variance is low"]


def test_chinese_sentences_are_cut_without_spaces() -> None:
    text = "偏差大表示欠拟合。方差大表示过拟合！需要平衡"
    assert quoted(sentences(text)) == ["偏差大表示欠拟合。", "方差大表示过拟合！", "需要平衡"]


def test_windows_newlines_cut_like_others() -> None:
    unix = "Split the data.\n- train it\n- test it\n\nDone now"
    windows = unix.replace("\n", "\r\n")
    assert quoted(sentences(windows)) == quoted(sentences(unix))
    assert len(sentences(windows)) == 4


def test_code_is_cut_at_its_lines() -> None:
    text = "def mse(y, p):\n    return ((y - p) ** 2).mean()\n"
    assert quoted(sentences(text)) == ["def mse(y, p)", "return ((y - p) ** 2).mean()"]


def test_latex_stays_whole() -> None:
    text = r"The loss is $L = -\sum_i y_i \log p_i$. We minimise $\mathbb{E}[L]$ over $\theta$."
    first, second = sentences(text)
    assert first.text.endswith(r"\log p_i$.")
    assert second.text.startswith(r"We minimise $\mathbb{E}[L]$")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "high bias underfits the data; high variance overfits the data",
            ["high bias underfits the data", "high variance overfits the data"],
        ),
        (
            "high bias underfits the data - high variance overfits the data",
            ["high bias underfits the data", "high variance overfits the data"],
        ),
        (
            "a large model has low bias, but it also has high variance",
            ["a large model has low bias", "but it also has high variance"],
        ),
        (
            "L1 drives some weights to zero whereas L2 only makes them small",
            ["L1 drives some weights to zero", "whereas L2 only makes them small"],
        ),
        ("it is fast, but noisy", ["it is fast, but noisy"]),
        ("bias: too simple", ["bias: too simple"]),
        ("a well-known trade-off of two errors", ["a well-known trade-off of two errors"]),
    ],
)
def test_clauses_are_cut_where_both_sides_can_claim_something(text: str, parts: list[str]) -> None:
    assert clauses_of(text) == parts


def test_a_long_answer_has_all_of_its_sentences() -> None:
    said = [f"Sentence number {n} says that model {n} has a bias of {n / 10}." for n in range(90)]
    text = " ".join(said)
    assert len(text) > 5000
    assert quoted(sentences(text)) == said
    assert len(passages(text)) == 2 * len(said) - 1


@pytest.mark.parametrize(
    "piece", [".", ". ", "?)", "a b c d; ", "\n ", " - ", "- ", "a. ", "\t", ")"]
)
def test_the_longest_text_of_anything_is_cut_in_a_moment(piece: str) -> None:
    text = (piece * MAX_CHARACTERS)[: MAX_CHARACTERS - 1] + "x"
    start = time.perf_counter()
    passages(text)
    assert time.perf_counter() - start < 3
