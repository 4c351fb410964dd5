"""Characters that not every file can carry are refused, with a message that names them."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from content import Question
from tests.content.samples import WORDS_40, question_fields

UNFIT = [*map(chr, [*range(9), *range(11, 32), *range(127, 160)]), *"\u2028\u2029\ufffe\uffff"]


def _told(**changes: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        Question.model_validate(question_fields(**changes))
    (error,) = caught.value.errors()
    return str(error["msg"])


@pytest.mark.parametrize("sign", UNFIT)
def test_a_control_character_is_refused_by_its_number(sign: str) -> None:
    told = f"holds U+{ord(sign):04X} "
    assert told in _told(question=f"a{sign}b")
    assert told in _told(reference=f"a{sign}b {WORDS_40}")


def test_a_tab_is_called_a_tab() -> None:
    assert _told(question="a\tb").endswith("holds U+0009 (a tab); remove it or write a space")


def test_a_line_break_is_refused_in_a_line_and_taken_in_prose() -> None:
    assert _told(question="a\nb").endswith("holds a line break; write it on one line")
    reference = f"First.\n\n{WORDS_40}"
    assert Question.model_validate(question_fields(reference=reference)).reference == reference


@pytest.mark.parametrize("text", ["déjà vu", "日本", "😀", "a\u200bb", "a\xa0b", "\ufeffa"])
def test_other_text_is_taken_as_it_is(text: str) -> None:
    assert Question.model_validate(question_fields(question=text)).question == text
