"""BM25 over the words of entries, and what its words tell."""

from __future__ import annotations

import pytest

from index import Entry, EntryTable, LexicalIndex, folded

ENTRIES = (
    Entry("a", (("question", ("What is a GRU?",)), ("theme", ("LSTM networks",)))),
    Entry("b", (("question", ("What is an LSTM?",)), ("claim", ("An LSTM has gates.",)))),
    Entry("c", (("question", ("What is a gate?",)),)),
    Entry("empty", ()),
)


@pytest.fixture
def lexical() -> LexicalIndex:
    return LexicalIndex(EntryTable(ENTRIES), len(ENTRIES))


def test_entries_with_rarer_and_more_of_the_words_score_higher(lexical: LexicalIndex) -> None:
    scores = lexical.scores(folded("what LSTM gate"))
    assert scores.argsort()[::-1].tolist() == [1, 2, 0, 3]
    assert scores[3] == 0


def test_a_theme_gives_its_words_to_no_entry(lexical: LexicalIndex) -> None:
    assert lexical.scores(folded("networks")).tolist() == [0, 0, 0, 0]
    assert lexical.unknown_share(folded("networks")) == 1


def test_a_word_counts_once_and_one_that_is_unknown_not_at_all(lexical: LexicalIndex) -> None:
    once = lexical.scores(["gate"]).tolist()
    assert lexical.scores(["gate", "gate", "zeppelin"]).tolist() == once
    assert lexical.scores([]).tolist() == [0, 0, 0, 0]


def test_the_unknown_share_weighs_rare_words_more(lexical: LexicalIndex) -> None:
    assert lexical.unknown_share(folded("what is a gate")) == 0
    common, rare = folded("what zeppelin"), folded("gru zeppelin")
    assert lexical.unknown_share(common) > lexical.unknown_share(rare) > 0.4
    assert lexical.unknown_share([]) == 1


def test_a_word_of_many_entries_tells_nothing(lexical: LexicalIndex) -> None:
    assert lexical.telling("gru")
    assert not lexical.telling("what")


def test_a_bank_without_words_has_scores_of_zero() -> None:
    entries = (Entry("x", (("question", ("???",)),)),)
    assert LexicalIndex(EntryTable(entries), 1).scores(["word"]).tolist() == [0]
