"""Loading a pack from files: what is read, and that every problem is listed at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from content import InvalidPackError, PackNotFoundError, load_pack
from tests.content.samples import (
    concept_fields,
    file_of,
    guide_fields,
    header_fields,
    question_fields,
    theme_fields,
    write_pack,
)


def _problems(folder: Path) -> list[tuple[str, str, str, str]]:
    """Every problem of a pack as (file, item, field, message), the file without its folders."""
    with pytest.raises(InvalidPackError) as caught:
        load_pack(folder)
    for problem in caught.value.problems:
        assert problem.file.is_relative_to(folder)
        assert str(problem) in str(caught.value)
    return [(p.file.name, p.item, p.field, p.message) for p in caught.value.problems]


def _places(folder: Path) -> list[tuple[str, str, str]]:
    return [problem[:3] for problem in _problems(folder)]


def test_a_correct_pack_is_loaded(tmp_path: Path) -> None:
    second = question_fields(id="second", theme="more", question="Why?", seed_id="more-1")
    pack = load_pack(
        write_pack(
            tmp_path,
            pack=header_fields(themes=["more", "basics"]),
            more=theme_fields("more", [second]),
        )
    )
    assert (pack.id, pack.title, pack.version) == ("sample", "Sample", "1.0.0")
    assert [theme.id for theme in pack.themes] == ["more", "basics"]
    assert [question.id for question in pack.questions] == ["second", "first-question"]
    assert pack.guide
    assert pack.guide.role == "Engineer"


def test_a_pack_may_do_without_a_guide(tmp_path: Path) -> None:
    write_pack(tmp_path, guide=None)
    assert not (tmp_path / "guide.yaml").exists()
    assert load_pack(tmp_path).guide is None


@pytest.mark.parametrize("place", ["", "nowhere", "pack.yaml/below"])
def test_no_pack_is_its_own_error(tmp_path: Path, place: str) -> None:
    if place:
        write_pack(tmp_path)
    folder = tmp_path / place
    with pytest.raises(PackNotFoundError, match=r"no pack\.yaml here; give the folder") as caught:
        load_pack(folder)
    assert str(folder) in str(caught.value)


def test_every_problem_of_every_file_is_listed_at_once(tmp_path: Path) -> None:
    write_pack(
        tmp_path,
        pack=header_fields(themes=["basics", "broken", "gone", "more"]),
        guide=guide_fields(who="", job_markets=[]),
        basics=theme_fields(
            "basics",
            [
                question_fields(difficulty=9, reference="Too short.", wieght=1),
                question_fields(id="second", kind="riddle", tags=[]),
                "not even fields",
            ],
            title="",
        ),
        more=theme_fields(
            "other", [question_fields(id="third", theme="more", question="Third?", also_asked=[])]
        ),
        unlisted=theme_fields("unlisted", [question_fields(id="fourth")]),
    )
    file_of(tmp_path, "broken").write_text("id: [", encoding="utf-8")
    assert _places(tmp_path) == [
        ("guide.yaml", "", "job_markets"),
        ("guide.yaml", "", "who"),
        ("basics.yaml", "", "title"),
        ("basics.yaml", "first-question", "difficulty"),
        ("basics.yaml", "first-question", "reference"),
        ("basics.yaml", "first-question", "wieght"),
        ("basics.yaml", "question 3", ""),
        ("basics.yaml", "second", "kind"),
        ("basics.yaml", "second", "tags"),
        ("broken.yaml", "", ""),
        ("gone.yaml", "", ""),
        ("more.yaml", "", "id"),
        ("more.yaml", "third", "also_asked"),
        ("unlisted.yaml", "", ""),
    ]


def test_a_wrong_header_does_not_hide_the_problems_of_other_files(tmp_path: Path) -> None:
    write_pack(
        tmp_path,
        pack=header_fields(id="", title=" ", version="1.0", themes=[], owner="me"),
        guide=guide_fields(who=""),
        basics=theme_fields("basics", [question_fields(difficulty=9)]),
        more=theme_fields("more", "none"),
    )
    assert _places(tmp_path) == [
        ("guide.yaml", "", "who"),
        ("pack.yaml", "", "id"),
        ("pack.yaml", "", "owner"),
        ("pack.yaml", "", "themes"),
        ("pack.yaml", "", "title"),
        ("pack.yaml", "", "version"),
        ("basics.yaml", "first-question", "difficulty"),
        ("more.yaml", "", "questions"),
    ]


def test_links_are_checked_although_another_question_is_wrong(tmp_path: Path) -> None:
    """A link to a question that is there but wrong is no broken link."""
    good = question_fields(id="second", theme="elsewhere", question="Second?")
    item = {"id": "x", "title": "X", "text": "X.", "questions": ["first-question", "no-such"]}
    write_pack(
        tmp_path,
        guide=guide_fields(skills=[item]),
        basics=theme_fields("basics", [question_fields(difficulty=9), good]),
    )
    assert _places(tmp_path) == [
        ("guide.yaml", "x", "questions"),
        ("basics.yaml", "first-question", "difficulty"),
        ("basics.yaml", "second", "theme"),
    ]


def test_a_message_shows_what_was_found(tmp_path: Path) -> None:
    long = "x" * 500
    write_pack(
        tmp_path, basics=theme_fields("basics", [question_fields(kind="riddle", question=long)])
    )
    messages = {field: message for _, _, field, message in _problems(tmp_path)}
    assert messages["kind"].endswith("(found 'riddle')")
    assert "400" in messages["question"]
    assert len(messages["question"]) < 200


@pytest.mark.parametrize("name", ["pack", "guide", "basics"])
@pytest.mark.parametrize("text", ["", "# none\n", "- a list\n- of things\n", "words\n", "7\n"])
def test_a_file_without_fields_is_refused(tmp_path: Path, name: str, text: str) -> None:
    write_pack(tmp_path)
    file_of(tmp_path, name).write_text(text, encoding="utf-8")
    problems = _problems(tmp_path)
    assert (f"{name}.yaml", "", "", "write fields and values, such as 'title: ...'") in problems
    assert len(problems) == 1


@pytest.mark.parametrize("questions", [None, [], "none", {"a": 1}])
def test_a_theme_has_a_list_of_questions(tmp_path: Path, questions: Any) -> None:
    write_pack(tmp_path, basics=theme_fields("basics", questions))
    problem = ("basics.yaml", "", "questions", "write a list of at least one question")
    assert problem in _problems(tmp_path)


def test_a_missing_file_is_a_problem_of_that_file(tmp_path: Path) -> None:
    write_pack(tmp_path, pack=header_fields(themes=["basics", "gone"]))
    assert _problems(tmp_path) == [
        ("gone.yaml", "", "", "no such file; create it or remove its mention"),
    ]


@pytest.mark.parametrize("name", ["more.yaml", "more.yml", "basics.yml"])
def test_a_theme_file_that_is_not_listed_is_refused(tmp_path: Path, name: str) -> None:
    write_pack(tmp_path)
    (tmp_path / "questions" / name).write_text("id: more\n", encoding="utf-8")
    message = "not listed under themes in pack.yaml; list or remove it"
    assert _problems(tmp_path) == [(name, "", "", message)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("question", "2024-01-02"),
        ("question", ".inf"),
        ("question", "12"),
        ("question", "true"),
        ("question", "null"),
        ("question", "[a]"),
        ("difficulty", ".inf"),
        ("difficulty", ".nan"),
        ("difficulty", "2024-01-02"),
        ("difficulty", "2.0000001"),
        ("also_asked", "{a: 1}"),
        ("also_asked", "one"),
        ("seed_id", "2024-01-02"),
        ("id", "1"),
        ("tags", "[2024-01-02]"),
        ("key_concepts", ".inf"),
    ],
)
def test_weird_scalars_are_refused_where_they_stand(tmp_path: Path, field: str, value: str) -> None:
    write_pack(tmp_path)
    file = file_of(tmp_path, "basics")
    head, _, body = file.read_text(encoding="utf-8").partition("questions:\n- ")
    lines = [f"  {field}: {value}"]
    keep = True
    for line in f"  {body}".splitlines():
        if line.startswith("  ") and not line.startswith(("   ", "  -")):
            keep = not line.startswith(f"  {field}:")
        lines += [line] if keep else []
    text = "\n".join(lines)[2:]
    file.write_text(f"{head}questions:\n- {text}\n", encoding="utf-8")
    places = _places(tmp_path)
    assert places
    assert {(name, place.split(".")[0]) for name, _, place in places} <= {
        ("basics.yaml", field),
        ("guide.yaml", "questions"),  # whose link leads nowhere when the id is what is wrong
    }
    assert any(place.split(".")[0] == field for _, _, place in places)


def test_a_field_that_is_a_date_in_the_header_is_refused(tmp_path: Path) -> None:
    write_pack(tmp_path)
    text = "id: sample\ntitle: 2024-01-02\nversion: 1.0\nthemes: [basics]\n"
    file_of(tmp_path, "pack").write_text(text, encoding="utf-8")
    assert _places(tmp_path) == [("pack.yaml", "", "title"), ("pack.yaml", "", "version")]


def test_keys_that_are_no_words_are_refused(tmp_path: Path) -> None:
    write_pack(tmp_path)
    with file_of(tmp_path, "guide").open("a", encoding="utf-8") as file:
        file.write("1: a\n2024-01-02: b\n")
    assert {place[0] for place in _places(tmp_path)} == {"guide.yaml"}


def test_all_rules_of_a_question_are_told_with_their_field(tmp_path: Path) -> None:
    spoiled = question_fields(
        reference="Too short.",
        key_concepts=[concept_fields(label, core=False) for label in "abc"],
        misconceptions=[],
    )
    write_pack(tmp_path, basics=theme_fields("basics", [spoiled]))
    assert [(field, message.split(";")[0]) for _, _, field, message in _problems(tmp_path)] == [
        ("key_concepts", "none is core"),
        ("misconceptions", "Tuple should have at least 1 item after validation, not 0"),
        ("reference", "reference has 2 words"),
    ]


def test_a_wrong_item_of_a_list_is_one_problem_and_not_also_a_list_too_short(
    tmp_path: Path,
) -> None:
    concepts = [concept_fields("a"), concept_fields("b", weight=9), concept_fields("c")]
    spoiled = question_fields(key_concepts=concepts)
    write_pack(tmp_path, basics=theme_fields("basics", [spoiled]))
    assert _places(tmp_path) == [("basics.yaml", "first-question", "key_concepts.1.weight")]
    short = question_fields(key_concepts=concepts[:2])
    write_pack(tmp_path, basics=theme_fields("basics", [short]))
    fields = [field for _, _, field in _places(tmp_path)]
    assert fields == ["key_concepts", "key_concepts.1.weight"]
