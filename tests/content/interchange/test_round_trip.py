"""Whatever is exported comes back exactly, in every format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content import FILE_TYPES, Question, check_items, load_pack, read_items, write_questions
from tests.conftest import ROOT
from tests.content.question_strategies import lines, question_lists
from tests.content.samples import question_fields


def _back(questions: Sequence[Question], file_type: str, title: str = "Title") -> list[Question]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"questions{file_type}"
        write_questions(path, questions, title)
        checked = check_items(read_items(path), None)
        assert [path] == list(Path(folder).iterdir())
    assert checked.left == ()
    return list(checked.questions)


@pytest.mark.parametrize("file_type", FILE_TYPES)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(questions=question_lists(), title=st.one_of(lines(), st.text(max_size=8)))
def test_any_questions_come_back_exactly(
    file_type: str, questions: list[Question], title: str
) -> None:
    assert _back(questions, file_type, title.encode("utf-8", "ignore").decode()) == questions


@pytest.mark.parametrize("file_type", FILE_TYPES)
def test_a_title_that_no_file_can_carry_does_no_harm(file_type: str) -> None:
    question = Question.model_validate(question_fields())
    assert _back([question], file_type, "a\0b\x1b[31m\u2028c\nd") == [question]


@pytest.mark.parametrize("file_type", FILE_TYPES)
@pytest.mark.parametrize("name", ["data-scientist", "ml-engineer"])
def test_a_whole_pack_comes_back_exactly(name: str, file_type: str) -> None:
    pack = load_pack(ROOT / "content" / "packs" / name)
    assert _back(pack.questions, file_type, pack.title) == list(pack.questions)


def test_every_format_is_there() -> None:
    assert FILE_TYPES == (".apkg", ".csv", ".json", ".md", ".txt", ".xlsx")
