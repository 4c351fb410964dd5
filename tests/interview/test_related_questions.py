"""Related questions: a few, each for its reason, and no rewordings."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import pytest

from content import Kind, Pack, Question
from index import EntryTable, SearchIndex, filled_store, question_entries
from interview import (
    InvalidRequestError,
    RelatedQuestion,
    RelatedQuestions,
    Relation,
    are_twins,
)
from interview.related_questions import EACH, relations
from service import Service
from tests.conftest import FakeEncoder
from tests.content.samples import question_fields
from tests.interview.related_packs import pack_of


def about(question_id: str, words: str, **changes: Any) -> Question:
    """A question whose every text holds these words, and otherwise its own id only."""
    fields = question_fields(
        id=question_id,
        question=f"{words} {question_id}?",
        also_asked=[f"{words} first {question_id}?", f"{words} second {question_id}?"],
        reference=f"{words} {question_id} " + f"{question_id} " * 40,
        follow_ups=[f"Else {question_id}?"],
        tags=[question_id],
    )
    for concept in fields["key_concepts"]:
        concept["claim"] = f"{words} {question_id} {concept['label']}"
    return Question(**fields | changes)


def finder(pack: Pack) -> RelatedQuestions:
    encoder = FakeEncoder()
    table = EntryTable(question_entries(pack))
    vectors = encoder.encode([row.text for row in table.rows])
    index = SearchIndex(table, vectors, encoder, filled_store(table, vectors))
    return RelatedQuestions(pack, index, encoder.encode)


def told(found: list[RelatedQuestion]) -> dict[str, Relation]:
    return {one.question.id: one.relation for one in found}


TREES = "trees split leaves branches"
ZEBRAS = "zebras stripes herds savanna"


def test_only_what_is_near_is_shown() -> None:
    pack = pack_of(
        about("one", TREES, theme="woods"),
        about("two", TREES, theme="woods"),
        about("far", ZEBRAS, theme="plains"),
    )
    assert told(finder(pack).of("one")) == {"two": Relation.SAME_IDEA}
    assert finder(pack).of("far") == []


def test_a_bank_of_one_has_none() -> None:
    assert finder(pack_of(about("one", TREES))).of("one") == []


def test_an_unknown_id_is_refused() -> None:
    with pytest.raises(InvalidRequestError, match="no-such"):
        finder(pack_of(about("one", TREES))).of("no-such")


def test_a_follow_up_that_asks_another_question_is_the_next_step() -> None:
    asked = about("asked", f"{TREES} forests bagging", difficulty=1)
    one = about("one", TREES, difficulty=3, follow_ups=["trees forests bagging asked?"])
    near = about("near", TREES, difficulty=3)
    found = told(finder(pack_of(one, near, asked)).of("one"))
    assert found == {"asked": Relation.NEXT_STEP, "near": Relation.SAME_IDEA}
    plain = one.model_copy(update={"follow_ups": ("Else?",)})
    assert told(finder(pack_of(plain, near, asked)).of("one"))["asked"] is Relation.SAME_IDEA


def test_a_follow_up_on_the_question_itself_asks_no_other_one() -> None:
    one = about("one", TREES, follow_ups=[f"{TREES} one?"])
    assert told(finder(pack_of(one, about("two", TREES))).of("one")) == {"two": Relation.SAME_IDEA}


def test_what_a_misconception_is_really_about_is_a_contrast() -> None:
    other = about("other", f"{TREES} forests bagging")
    wrong = {"claim": "trees split leaves forests bagging other", "contradicts": "a"}
    one = about("one", TREES, misconceptions=[wrong])
    assert told(finder(pack_of(one, other)).of("one")) == {"other": Relation.CONTRAST}
    coded = other.model_copy(update={"kind": Kind.CODING})
    assert told(finder(pack_of(one, coded)).of("one")) == {"other": Relation.SAME_IDEA}


def test_a_rewording_is_left_out() -> None:
    one = about("one", TREES)
    again = one.model_copy(update={"id": "again", "question": f"{one.question} So?"})
    assert told(finder(pack_of(one, again, about("two", TREES))).of("one")) == {
        "two": Relation.SAME_IDEA
    }


def test_two_rewordings_are_not_shown_together() -> None:
    two = about("two", TREES)
    again = two.model_copy(update={"id": "again", "question": f"{two.question} So?"})
    found = told(finder(pack_of(about("one", TREES), two, again)).of("one"))
    assert len(found) == 1


@pytest.mark.parametrize(
    ("changes", "nearness", "expected"),
    [
        ({}, 0.5, {Relation.SAME_IDEA}),
        ({}, 0.1, set()),
        ({"difficulty": 1}, 0.5, {Relation.SAME_IDEA}),
        ({"difficulty": 3}, 0.5, {Relation.SAME_IDEA, Relation.NEXT_STEP}),
        ({"difficulty": 5}, 0.5, {Relation.NEXT_STEP}),
        ({"difficulty": 5, "kind": Kind.BEHAVIORAL}, 0.5, {Relation.SAME_IDEA}),
        ({"kind": Kind.COMPARATIVE, "tags": ("one",)}, 0.5, {Relation.CONTRAST}),
        ({"kind": Kind.COMPARATIVE, "tags": ("one",)}, 0.2, {Relation.SAME_IDEA}),
        ({"kind": Kind.COMPARATIVE}, 0.5, {Relation.SAME_IDEA}),
    ],
)
def test_the_reason(changes: dict[str, Any], nearness: float, expected: set[Relation]) -> None:
    other = about("two", TREES).model_copy(update=changes)
    one = about("one", TREES)
    assert relations(one, other, nearness, asked_next=False, mistaken=False) == expected


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(("level", "nearness"), [(1, -0.5), (2, 0.1), (5, 0.5)])
def test_what_is_asked_next_is_always_shown(kind: Kind, level: int, nearness: float) -> None:
    other = about("two", TREES).model_copy(update={"difficulty": level, "kind": kind})
    found = relations(about("one", TREES), other, nearness, asked_next=True, mistaken=False)
    assert found == {Relation.NEXT_STEP}


@pytest.mark.parametrize("each", [1, EACH, 5])
def test_every_question_of_the_guide_keeps_the_promises(seeded: Pack, each: int) -> None:
    related, again = finder(seeded), finder(seeded)
    assert any(related.of(question.id) for question in seeded.questions)
    for question in seeded.questions:
        found = related.of(question.id, each)
        assert found == again.of(question.id, each)
        assert max(Counter(one.relation for one in found).values(), default=0) <= each
        assert len(told(found)) == len(found)
        order = [list(Relation).index(one.relation) for one in found]
        assert order == sorted(order)
        shown = [question, *(one.question for one in found)]
        encode = FakeEncoder().encode
        assert not any(are_twins(one, other, encode) for one, other in combinations(shown, 2))


@pytest.mark.model
def test_reasons_in_the_real_bank(service: Service) -> None:
    found = told(service.related("how-cnns-work"))
    assert found["vit-vs-cnn"] is Relation.CONTRAST
    assert found["conv-layer-arithmetic"] is Relation.NEXT_STEP
