"""Checks between items: ids are unique, and every link leads somewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from content import InvalidPackError, load_pack
from tests.content.samples import (
    guide_fields,
    header_fields,
    question_fields,
    theme_fields,
    write_pack,
)


def _problems(folder: Path, **files: Any) -> list[tuple[str, str, str, str]]:
    with pytest.raises(InvalidPackError) as caught:
        load_pack(write_pack(folder, **files))
    return [(p.file.name, p.item, p.field, p.message) for p in caught.value.problems]


@pytest.mark.parametrize(
    ("field", "value"), [("seed_id", "basics-1"), ("question", "What is a model?")]
)
def test_what_must_be_unique_is_used_once(tmp_path: Path, field: str, value: str) -> None:
    twice = [
        question_fields(question="One?") | {field: value},
        question_fields(id="second", question="Two?") | {field: value},
        question_fields(id="third", question="Three?"),
    ]
    message = f"{value!r} is used 2 times in the pack; make it unique"
    assert _problems(tmp_path, basics=theme_fields("basics", twice)) == [
        ("basics.yaml", "first-question", field, message),
        ("basics.yaml", "second", field, message),
    ]


def test_an_id_used_in_two_files_is_told_of_both(tmp_path: Path) -> None:
    problems = _problems(
        tmp_path,
        pack=header_fields(themes=["basics", "more"]),
        more=theme_fields("more", [question_fields(theme="more", question="Another?")]),
    )
    message = "'first-question' is used 2 times in the pack; make it unique"
    assert problems == [
        ("basics.yaml", "first-question", "id", message),
        ("more.yaml", "first-question", "id", message),
    ]


def test_questions_without_a_seed_id_do_not_repeat_it(tmp_path: Path) -> None:
    two = [question_fields(), question_fields(id="second", question="Two?")]
    pack = load_pack(write_pack(tmp_path, basics=theme_fields("basics", two)))
    assert [question.seed_id for question in pack.questions] == [None, None]


def test_a_question_stands_in_its_themes_file(tmp_path: Path) -> None:
    wrong = theme_fields("basics", [question_fields(theme="other")])
    message = "is 'other'; make it 'basics' or move the question"
    found = _problems(tmp_path, basics=wrong)
    assert found == [("basics.yaml", "first-question", "theme", message)]


def test_a_theme_has_the_id_of_its_file(tmp_path: Path) -> None:
    problems = _problems(tmp_path, basics=theme_fields("other", [question_fields()]))
    assert problems == [
        ("basics.yaml", "", "id", "is 'other'; make it 'basics' like the file's name")
    ]


@pytest.mark.parametrize("part", ["responsibilities", "skills", "tools", "preparation"])
def test_a_link_of_the_guide_leads_to_a_question(tmp_path: Path, part: str) -> None:
    guide = guide_fields()
    guide[part][0]["questions"] = ["first-question", "no-such-question"]
    message = "links to 'no-such-question', which is no question's id; correct or remove it"
    found = _problems(tmp_path, guide=guide)
    assert found == [("guide.yaml", guide[part][0]["id"], "questions", message)]


@pytest.mark.parametrize("part", ["skills", "tools", "job_markets", "preparation"])
def test_ids_are_unique_in_the_whole_guide(tmp_path: Path, part: str) -> None:
    guide = guide_fields()
    guide[part][0]["id"] = guide["responsibilities"][0]["id"]
    message = "is used 2 times; make it unique"
    assert _problems(tmp_path, guide=guide) == [("guide.yaml", "building", "id", message)]


def test_a_salary_runs_from_low_to_high(tmp_path: Path) -> None:
    guide = guide_fields()
    guide["job_markets"][0]["salaries"][0] |= {"low": 3, "high": 2}
    assert _problems(tmp_path, guide=guide) == [
        ("guide.yaml", "india", "salaries", "Entry: low 3 is above high 2; swap them")
    ]
    guide["job_markets"][0]["salaries"][0] |= {"low": 2, "high": 2}
    assert load_pack(write_pack(tmp_path, guide=guide))


def test_every_broken_link_is_listed(tmp_path: Path) -> None:
    guide = guide_fields()
    guide["skills"][0]["questions"] = ["gone-1", "gone-2"]
    guide["job_markets"][0]["id"] = "building"
    two = [question_fields(), question_fields(id="second", theme="other")]
    found = _problems(tmp_path, guide=guide, basics=theme_fields("basics", two))
    assert [problem[:3] for problem in found] == [
        ("guide.yaml", "building", "id"),
        ("guide.yaml", "python", "questions"),
        ("guide.yaml", "python", "questions"),
        ("basics.yaml", "first-question", "question"),
        ("basics.yaml", "second", "question"),
        ("basics.yaml", "second", "theme"),
    ]
