from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from content import Question, validation_messages
from tests.content.samples import question_fields
from ui.components.schema_words import in_words


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"question": " "}, "Needed."),
        ({"theme": ""}, "Needed."),
        (
            {"accepted": [{"check": "", "reason": "Wanted."}]},
            "Needed.",
        ),
        ({"kind": "behavioral"}, "Choose which part of the story"),
        ({"also_asked": ["One?"]}, "At least 2 needed; there are 1."),
        ({"follow_ups": ["One?"] * 9}, "At most 4 allowed; there are 9."),
        ({"id": "Bad Id"}, "such as decision-trees (found 'Bad Id')"),
        ({"question": "x" * 500}, "The text should have at most 400 characters"),
        ({"reference": "Short."}, "reference has 1 words; write 40 to 120"),
    ],
)
def test_the_schemas_own_types_are_not_named(changes: dict[str, Any], expected: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Question.model_validate(question_fields(**changes))
    [(_, message)] = validation_messages(caught.value)
    assert expected in in_words(message)
