"""Every rule of a question: what is taken, what is refused, and the field that the error names."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from content import Difficulty, Facet, KeyConcept, Kind, Misconception, Question
from tests.content.samples import concept_fields, question_fields


def _question(**changes: Any) -> Question:
    return Question.model_validate(question_fields(**changes))


def _errors(**changes: Any) -> dict[str, str]:
    """What a spoiled question is told, by dotted field."""
    with pytest.raises(ValidationError) as caught:
        _question(**changes)
    return {".".join(map(str, e["loc"])): e["msg"] for e in caught.value.errors()}


def _words(count: int) -> str:
    return " ".join(["word"] * count)


def test_a_correct_question_is_taken_as_it_is() -> None:
    question = _question()
    assert question.id == "first-question"
    assert question.kind is Kind.CONCEPTUAL
    assert question.seed_id is None
    assert [concept.label for concept in question.key_concepts] == ["a", "b", "c"]
    assert question.key_concepts[0].core
    assert question.key_concepts[0].facet is Facet.KNOWLEDGE
    assert question.misconceptions[0].contradicts == "a"


def test_text_is_stripped() -> None:
    assert _question(question="  What?  ").question == "What?"


@pytest.mark.parametrize("field", sorted(set(question_fields()) - {"seed_id"}))
def test_every_field_but_the_seed_id_is_required(field: str) -> None:
    fields = question_fields()
    del fields[field]
    with pytest.raises(ValidationError) as caught:
        Question.model_validate(fields)
    assert {error["loc"] for error in caught.value.errors()} == {(field,)}


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Question, question_fields()),
        (KeyConcept, concept_fields("a")),
        (Misconception, {"claim": "A model is a table.", "contradicts": "a"}),
    ],
)
def test_unknown_fields_are_refused(model: type[Question], fields: dict[str, Any]) -> None:
    model.model_validate(fields)
    with pytest.raises(ValidationError, match="wieght"):
        model.model_validate(fields | {"wieght": 1})


def test_a_question_never_changes() -> None:
    question = _question()
    with pytest.raises(ValidationError, match="frozen"):
        question.question = "Another?"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="frozen"):
        question.key_concepts[0].weight = 3  # type: ignore[misc]
    for field in ("also_asked", "key_concepts", "misconceptions", "follow_ups", "tags"):
        assert isinstance(getattr(question, field), tuple)


@pytest.mark.parametrize("words", [40, 41, 119, 120])
def test_a_reference_of_40_to_120_words_is_taken(words: int) -> None:
    assert len(_question(reference=_words(words)).reference.split()) == words


@pytest.mark.parametrize("words", [1, 39, 121])
def test_a_shorter_or_longer_reference_is_refused(words: int) -> None:
    errors = _errors(reference=_words(words))
    assert errors.keys() == {"reference"}
    assert f"{words} words; write 40 to 120" in errors["reference"]


@pytest.mark.parametrize("difficulty", [1, 2, 3, 4, 5])
def test_difficulties_1_to_5_are_taken(difficulty: Difficulty) -> None:
    assert _question(difficulty=difficulty).difficulty == difficulty


@pytest.mark.parametrize("difficulty", [0, 6, -1, 2.5, "3", None, float("inf")])
def test_other_difficulties_are_refused(difficulty: object) -> None:
    assert _errors(difficulty=difficulty).keys() == {"difficulty"}


@pytest.mark.parametrize("weight", [0, 4, 1.5, "2", None])
def test_a_weight_is_1_2_or_3(weight: object) -> None:
    concepts = [concept_fields(label) for label in "abc"]
    concepts[1]["weight"] = weight
    assert "key_concepts.1.weight" in _errors(key_concepts=concepts)


@pytest.mark.parametrize(
    ("field", "least", "most", "value"),
    [
        ("also_asked", 2, 4, "Say it."),
        ("misconceptions", 1, 4, {"claim": "Wrong.", "contradicts": "a"}),
        ("follow_ups", 1, 4, "And then?"),
        ("tags", 1, 8, "tag"),
    ],
)
def test_lists_have_a_least_and_a_most(field: str, least: int, most: int, value: object) -> None:
    for count in (least, most):
        assert len(getattr(_question(**{field: [value] * count}), field)) == count
    for count in (least - 1, most + 1):
        assert _errors(**{field: [value] * count}).keys() == {field}


def test_a_question_has_three_to_seven_concepts() -> None:
    for labels in ("abc", "abcdefg"):
        assert _question(key_concepts=[concept_fields(label) for label in labels])
    for labels in ("ab", "abcdefgh"):
        assert "key_concepts" in _errors(key_concepts=[concept_fields(x) for x in labels])


@pytest.mark.parametrize(
    "slug", ["", "Upper", "two words", "-a", "a-", "a--b", "a_b", "é", "a" * 81, "a\n", "../a"]
)
def test_an_id_is_lower_case_words_joined_by_hyphens(slug: str) -> None:
    assert _errors(id=slug).keys() == {"id"}
    assert _errors(seed_id=slug).keys() == {"seed_id"}
    assert "tags.0" in _errors(tags=[slug])


@pytest.mark.parametrize("line", ["", "   ", "two\nlines", "x" * 401, 5, None])
def test_a_line_is_one_line_of_text(line: object) -> None:
    assert _errors(question=line).keys() == {"question"}
    assert "follow_ups.0" in _errors(follow_ups=[line])


def test_an_unknown_kind_or_facet_is_refused() -> None:
    assert "conceptual" in _errors(kind="riddle")["kind"]
    concepts = [concept_fields(label) for label in "abc"]
    concepts[2]["facet"] = "mood"
    assert "key_concepts.2.facet" in _errors(key_concepts=concepts)


def test_labels_are_unique_within_a_question() -> None:
    errors = _errors(key_concepts=[concept_fields(label) for label in "aab"])
    assert "label 'a' is used twice" in errors["key_concepts"]


def test_one_concept_at_least_is_core() -> None:
    errors = _errors(key_concepts=[concept_fields(label, core=False) for label in "abc"])
    assert "none is core" in errors["key_concepts"]


def test_a_misconception_contradicts_a_concept_of_its_question() -> None:
    errors = _errors(misconceptions=[{"claim": "Wrong.", "contradicts": "d"}])
    assert errors.keys() == {"misconceptions"}
    assert "names 'd'" in errors["misconceptions"]
    assert "use one of a, b, c" in errors["misconceptions"]


@pytest.mark.parametrize("facet", [f.value for f in Facet if f is not Facet.KNOWLEDGE])
def test_the_parts_of_a_story_are_for_behavioral_questions_only(facet: str) -> None:
    concepts = [concept_fields(label, facet=facet) for label in "abc"]
    assert _question(kind="behavioral", key_concepts=concepts).kind is Kind.BEHAVIORAL
    errors = _errors(kind="conceptual", key_concepts=concepts)
    assert errors.keys() == {"key_concepts"}
    assert f"facet of 'a' is {facet}" in errors["key_concepts"]
    assert "takes knowledge" in errors["key_concepts"]


def test_a_behavioral_question_has_no_knowledge() -> None:
    errors = _errors(kind="behavioral")
    assert "situation, action, result, reflection or point" in errors["key_concepts"]


def test_all_faults_of_a_question_are_told_at_once() -> None:
    errors = _errors(
        id="No Slug",
        difficulty=9,
        reference="too short",
        key_concepts=[concept_fields(label, core=False) for label in "abb"],
        misconceptions=[{"claim": "Wrong.", "contradicts": "z"}],
        follow_ups=[],
    )
    assert errors.keys() == {"id", "difficulty", "reference", "key_concepts", "follow_ups"}
    assert "used twice" in errors["key_concepts"]
    assert "none is core" in errors["key_concepts"]
