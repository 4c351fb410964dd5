from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from content import Question, validation_messages
from tests.content.samples import concept_fields, question_fields


def told(**changes: Any) -> dict[str, str]:
    with pytest.raises(ValidationError) as caught:
        Question.model_validate(question_fields(**changes))
    return dict(validation_messages(caught.value))


def test_a_message_has_its_place_and_the_value_found() -> None:
    said = told(theme="Bad Theme", reference="Two words.")
    assert said["theme"].endswith("(found 'Bad Theme')")
    assert said["reference"].startswith("reference has 2 words; write 40 to 120")


def test_an_item_of_a_list_is_named_and_the_list_is_not_blamed_for_it() -> None:
    concepts = [concept_fields(label) for label in "abc"]
    said = told(key_concepts=[*concepts[:2], concepts[2] | {"weight": 9}])
    assert list(said) == ["key_concepts.2.weight"]


def test_a_long_value_is_cut() -> None:
    assert len(told(id="X" * 5000)["id"]) < 200
