"""What of a bank and its guide can be found, and by which texts."""

from __future__ import annotations

from content import Kind, Pack, RoleGuide
from index import Entry, entry_rows, guide_entries, question_entries


def test_every_question_is_an_entry_in_order(pack: Pack) -> None:
    entries = question_entries(pack)
    assert [entry.id for entry in entries] == [question.id for question in pack.questions]
    for entry, question in zip(entries, pack.questions, strict=True):
        assert entry.theme == question.theme
        assert entry.kind == question.kind.value
        assert entry.difficulty == question.difficulty


def test_a_question_is_found_by_all_that_it_says(pack: Pack) -> None:
    for entry, question in zip(question_entries(pack), pack.questions, strict=True):
        views = dict(entry.views)
        theme = pack.theme(question.theme)
        assert theme
        assert views["question"] == (question.question,)
        assert views["also asked"] == question.also_asked
        assert views["claim"] == tuple(concept.claim for concept in question.key_concepts)
        assert question.reference in views["reference"][0]
        assert theme.title in views["theme"][0]
        assert theme.description in views["theme"][0]


def test_no_wrong_claim_is_a_text_by_which_a_question_is_found(pack: Pack) -> None:
    for entry, question in zip(question_entries(pack), pack.questions, strict=True):
        texts = {text for _, texts in entry.views for text in texts}
        assert texts.isdisjoint(wrong.claim for wrong in question.misconceptions)


def test_every_kind_is_described_in_its_own_way(pack: Pack) -> None:
    described = set()
    for kind in Kind:
        changed = pack.model_copy(
            update={"questions": (pack.questions[0].model_copy(update={"kind": kind}),)}
        )
        (entry,) = question_entries(changed)
        described.add(dict(entry.views)["kind"])
    assert len(described) == len(Kind)


def test_every_part_of_the_guide_is_an_entry_without_filters(guide: RoleGuide) -> None:
    entries = guide_entries(guide)
    assert len({entry.id for entry in entries}) == len(entries) == 1 + 9 + 9 + 13 + 11 + 3
    assert {(entry.theme, entry.kind, entry.difficulty) for entry in entries} == {("", "", 0)}
    said = "\n".join(text for entry in entries for _, texts in entry.views for text in texts)
    assert guide.who in said
    for family in guide.tools:
        assert all(f"{tool.name}: {tool.text}" in said for tool in family.tools)
    for market in guide.job_markets:
        assert market.country in said
        assert market.potential in said


def test_rows_are_every_text_in_order() -> None:
    entries = [
        Entry("a", (("question", ("a1",)), ("claim", ("a2", "a3")))),
        Entry("b", ()),
        Entry("c", (("question", ("c1",)),)),
    ]
    rows = [(row.entry, row.view, row.text) for row in entry_rows(entries)]
    assert rows == [
        (0, "question", "a1"),
        (0, "claim", "a2"),
        (0, "claim", "a3"),
        (2, "question", "c1"),
    ]
