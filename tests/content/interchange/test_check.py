"""Items are sorted into questions and others, and nothing is decided in silence."""

from __future__ import annotations

from typing import Any

import pytest

from content import Checked, Item, Pack, Question, check_items, fit_pack, load_pack
from tests.content.samples import question_fields, theme_fields, write_pack


def _item(place: str = "row 2", without: str = "", **changes: Any) -> Item:
    fields = question_fields(**changes)
    fields.pop(without, None)
    return Item(place, fields)


def _told(checked: Checked) -> dict[str, dict[str, str]]:
    return {left.item.place: dict(left.problems) for left in checked.left}


def test_a_whole_item_is_a_question() -> None:
    checked = check_items([_item()], None)
    assert checked.questions == (Question.model_validate(question_fields()),)
    assert checked.taken[0].item.place == "row 2"
    assert checked.left == ()


def test_every_problem_of_an_item_is_told_in_the_loaders_words() -> None:
    spoiled = _item(difficulty="hard", question="a\nb", extra=1)
    told = _told(check_items([spoiled, _item("row 3")], None))["row 2"]
    assert set(told) == {"difficulty", "question", "extra"}
    assert told["question"] == "holds a line break; write it on one line (found 'a\\nb')"


def test_a_theme_is_for_items_that_name_none() -> None:
    items = [_item(without="theme"), _item("row 3", id="b", question="Other?")]
    assert [q.theme for q in check_items(items, "given").questions] == ["given", "basics"]
    assert _told(check_items(items, None)) == {"row 2": {"theme": "Field required"}}


@pytest.mark.parametrize(
    ("question", "made"),
    [
        ("What's déjà vu, in C++?", "whats-deja-vu-in-c"),
        ("何ですか", "question"),
        ("word " * 40, "-".join(["word"] * 12)),
        ("x" * 300, "x" * 60),
    ],
)
def test_an_id_is_made_of_the_questions_words(question: str, made: str) -> None:
    (found,) = check_items([_item(without="id", question=question)], None).questions
    assert found.id == made


def test_no_id_is_made_that_the_pack_has() -> None:
    items = [_item(without="id", question="Why so?"), _item("row 3", id="why-so-2")]
    checked = check_items(items, None, taken=["why-so"])
    assert [question.id for question in checked.questions] == ["why-so-3", "why-so-2"]


def test_ids_that_are_made_are_unique() -> None:
    items = [
        _item("row 2", without="id", question="Why so?"),
        _item("row 3", without="id", question="Why, so?"),
        _item("row 4", id="why-so-2", question="Another?"),
    ]
    found = check_items(items, None).questions
    assert [question.id for question in found] == ["why-so", "why-so-3", "why-so-2"]


def test_two_of_a_file_that_are_the_same_are_both_left() -> None:
    items = [
        _item("row 2", id="a", seed_id="s-1", question="One?"),
        _item("row 3", id="a", question="Two?"),
        _item("row 4", id="b", seed_id="s-1", question="Two?"),
        _item("row 5", id="c", question="Three?"),
    ]
    checked = check_items(items, None)
    assert [question.id for question in checked.questions] == ["c"]
    told = _told(checked)
    assert {place: set(problems) for place, problems in told.items()} == {
        "row 2": {"id", "seed_id"},
        "row 3": {"id", "question"},
        "row 4": {"seed_id", "question"},
    }
    assert told["row 2"]["id"] == "'a' is used 2 times in the file; make it unique"


@pytest.mark.parametrize("value", [None, 3, [], {}, "\ud800", True, ["a"]])
@pytest.mark.parametrize("field", ["id", "theme", "question", "key_concepts", "reference"])
def test_no_value_of_any_kind_crashes_the_check(field: str, value: object) -> None:
    checked = check_items([Item("row 2", question_fields(**{field: value}))], "basics")
    assert len(checked.taken) + len(checked.left) == 1


@pytest.fixture
def small(tmp_path: Any) -> Pack:
    questions = [
        question_fields(),
        question_fields(id="second", seed_id="seed-2", question="Second?"),
    ]
    return load_pack(write_pack(tmp_path, basics=theme_fields("basics", questions)))


def test_a_pack_takes_what_is_new(small: Pack) -> None:
    checked = check_items([_item(id="third", question="Third?")], None)
    assert fit_pack(checked, small, replace=False) == checked


def test_a_pack_refuses_what_it_cannot_hold(small: Pack) -> None:
    items = [
        _item("row 1", id="a", question="New?"),
        _item("row 2"),
        _item("row 3", id="b", question="Second?"),
        _item("row 4", id="c", seed_id="seed-2", question="Fourth?"),
        _item("row 5", id="d", theme="nowhere", question="Fifth?"),
        _item("row 6", id="e", kind="wrong", question="Sixth?"),
    ]
    fitted = fit_pack(check_items(items, None), small, replace=False)
    told = _told(fitted)
    assert [question.id for question in fitted.questions] == ["a"]
    assert [one.item.place for one in fitted.results] == [f"row {n}" for n in range(1, 7)]
    assert list(told) == ["row 2", "row 3", "row 4", "row 5", "row 6"]
    assert told["row 2"] == {
        "id": "'first-question' is in the pack already; replace it, or give another id"
    }
    assert told["row 3"] == {
        "question": "'Second?' is that of 'second' in the pack; make it unique"
    }
    assert set(told["row 4"]) == {"seed_id"}
    assert "'nowhere' is no theme of the pack; use one of basics" in told["row 5"]["theme"]


def test_questions_may_replace_those_of_their_ids_and_swap_their_words(small: Pack) -> None:
    items = [_item(question="Second?"), _item("row 3", id="second", question="What is a model?")]
    checked = check_items(items, None)
    assert fit_pack(checked, small, replace=True) == checked
    spoiled = check_items([items[0], _item("row 3", id="second", theme="nowhere")], None)
    assert fit_pack(spoiled, small, replace=True).questions == ()
    alone = check_items(items[:1], None)
    assert set(_told(fit_pack(alone, small, replace=True))["row 2"]) == {"question"}
