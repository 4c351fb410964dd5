"""Editing a pack on disk: only what is meant changes, and all of it or nothing."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content import (
    ConflictError,
    ContentError,
    InvalidPackError,
    PackEditor,
    PackNotFoundError,
    Question,
    load_pack,
    question_digest,
)
from tests.conftest import PACK
from tests.content.question_strategies import questions
from tests.content.samples import (
    file_of,
    header_fields,
    question_fields,
    theme_fields,
    write_pack,
)

FIRST = question_fields(question="First?")
SECOND = question_fields(id="second", question="Second?")
OTHER = question_fields(id="other", theme="more", question="Other?")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack with the questions first-question and second in basics, and other in more."""
    return write_pack(
        tmp_path / "pack",
        pack=header_fields(themes=["basics", "more"]),
        basics=theme_fields("basics", [FIRST, SECOND]),
        more=theme_fields("more", [OTHER]),
    )


def made(**changes: Any) -> Question:
    return Question(**question_fields(**changes))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def changed_lines(before: dict[str, bytes], folder: Path) -> list[tuple[str, str, str]]:
    """(file, old, new) of each line that differs, in files of as many lines as before."""
    after = contents(folder)
    assert set(after) == set(before)
    found = []
    for file, old in before.items():
        pairs = zip(old.decode().split("\n"), after[file].decode().split("\n"), strict=True)
        found += [(file, one.strip(), other.strip()) for one, other in pairs if one != other]
    return found


@pytest.mark.parametrize("name", ["ml-engineer", "data-scientist"])
def test_a_shipped_pack_saved_unchanged_stays_byte_for_byte(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(PACK.with_name(name), tmp_path / name)
    before = contents(folder)
    PackEditor(folder).save(load_pack(folder).questions)
    assert contents(folder) == before


@pytest.mark.parametrize("name", ["ml-engineer", "data-scientist"])
def test_one_field_of_a_shipped_pack_changes_one_line(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(PACK.with_name(name), tmp_path / name)
    before = contents(folder)
    for question in load_pack(folder).questions[::60]:
        follow_ups = ("Why: # so?", *question.follow_ups[1:])
        PackEditor(folder).save([question.model_copy(update={"follow_ups": follow_ups})])
        assert changed_lines(before, folder) == [
            (
                f"questions/{question.theme}.yaml",
                f"- {question.follow_ups[0]}",
                '- "Why: # so?"',
            )
        ]
        PackEditor(folder).save([question])
        assert contents(folder) == before


def test_a_new_question_looks_like_those_that_are_there(tmp_path: Path) -> None:
    folder = shutil.copytree(PACK, tmp_path / "pack")
    old = load_pack(folder).questions[0]
    fields = {"id": "new-one", "seed_id": None, "question": "A new one?", "accepted": ()}
    new = old.model_copy(update=fields)
    file = folder / "questions" / f"{old.theme}.yaml"
    before = file.read_text(encoding="utf-8")
    PackEditor(folder).save([new])
    text = file.read_text(encoding="utf-8")
    assert text.startswith(f"{before}\n  - id: new-one\n    theme: {old.theme}\n    kind: ")
    added = text.removeprefix(before)
    assert "\n    reference: >-\n      " in added
    assert f"\n    tags: [{', '.join(old.tags)}]\n" in added
    assert not any(word in added for word in ("seed_id", "accepted", "facet"))
    reference = added.partition("reference: >-\n")[2].partition("    key_concepts:")[0]
    assert all(len(line) <= 110 for line in reference.splitlines())
    assert load_pack(folder).question("new-one") == new


def test_comments_and_layout_of_a_changed_question_stay(folder: Path) -> None:
    file = file_of(folder, "basics")
    text = file.read_text(encoding="utf-8")
    marked = [
        "  difficulty: 2",
        "  - label: a",
        "    claim: A model has b.",
        "  tags:",
        "questions:",
        "  kind: conceptual",
    ]
    for line in marked:
        text = text.replace(f"{line}\n", f"# above{line}\n{line} # beside{line}\n", 1)
    file.write_text(text, encoding="utf-8")
    before = contents(folder)
    concepts = [dict(concept) for concept in FIRST["key_concepts"]]
    concepts[1]["claim"] = "Changed."
    PackEditor(folder).save([made(question="First?", difficulty=3, key_concepts=concepts)])
    assert changed_lines(before, folder) == [
        (
            "questions/basics.yaml",
            "difficulty: 2 # beside  difficulty: 2",
            "difficulty: 3 # beside  difficulty: 2",
        ),
        (
            "questions/basics.yaml",
            "claim: A model has b. # beside    claim: A model has b.",
            "claim: Changed. # beside    claim: A model has b.",
        ),
    ]


def test_a_moved_question_takes_its_comments_along(folder: Path) -> None:
    file = file_of(folder, "basics")
    text = file.read_text(encoding="utf-8")
    text = text.replace("- id: second\n", "# about it\n- id: second # the id\n")
    file.write_text(text, encoding="utf-8")
    PackEditor(folder).save([made(id="second", theme="more", question="Second?")])
    moved = file_of(folder, "more").read_text(encoding="utf-8")
    assert "# about it\n- id: second # the id\n  theme: more\n" in moved
    assert "second" not in file.read_text(encoding="utf-8")
    assert [q.id for q in load_pack(folder).questions] == ["first-question", "other", "second"]


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
@pytest.mark.parametrize("head", ["", "\ufeff", "---\n", "# above\n"])
@pytest.mark.parametrize("tail", ["", "\n", "# below\n", "...\n"])
def test_other_forms_of_a_file_are_kept(folder: Path, newline: str, head: str, tail: str) -> None:
    file = file_of(folder, "basics")
    body = file.read_text(encoding="utf-8").removesuffix("\n") if not tail else file.read_text()
    text = f"{head}{body}{tail}".replace("\n", newline)
    file.write_bytes(text.encode())
    third = made(id="third", question="Third?")
    PackEditor(folder).save([third, made(question="First?", difficulty=5)])
    raw = file.read_bytes().decode()
    assert raw.startswith(head.replace("\n", newline))
    assert tail.strip() in raw
    assert raw.count("\n") == raw.count(newline)
    assert load_pack(folder).questions[:3] == (
        made(question="First?", difficulty=5),
        Question(**SECOND),
        third,
    )
    PackEditor(folder).remove(["third"])
    assert load_pack(folder).question("third") is None


def test_a_file_in_braces_is_written_anew(folder: Path) -> None:
    file = file_of(folder, "more")
    question = str({**OTHER, "key_concepts": []}).replace("[],", "KEYS,")
    concepts = str(OTHER["key_concepts"]).replace("True", "true").replace("False", "false")
    question = question.replace("KEYS", concepts)
    file.write_text(f"{{id: more, title: More, description: d, questions: [{question}]}}\n")
    saved = made(id="other", theme="more", question="Other!")
    PackEditor(folder).save([saved])
    assert load_pack(folder).question("other") == saved


def test_questions_are_removed_with_their_lines(tmp_path: Path) -> None:
    folder = shutil.copytree(PACK.with_name("data-scientist"), tmp_path / "pack")
    before = contents(folder)
    pack = load_pack(folder)
    for question in (pack.questions[0], pack.questions[4], pack.questions[-1]):
        new = question.model_copy(update={"id": "new-one", "question": "A new one?"})
        PackEditor(folder).save([new])
        PackEditor(folder).remove(["new-one"])
        assert contents(folder) == before
        PackEditor(folder).remove([question.id])
        left = [q for q in pack.questions if q is not question]
        assert list(load_pack(folder).questions) == left
        lines = (folder / "questions" / f"{question.theme}.yaml").read_text().split("\n")
        assert not any(one == other == "" for one, other in pairwise(lines))
        shutil.copytree(PACK.with_name("data-scientist"), folder, dirs_exist_ok=True)


REFUSED: dict[str, tuple[Callable[[PackEditor], None], str, str]] = {
    "unknown theme": (
        lambda e: e.save([made(theme="none")]),
        "none.yaml: first-question: theme",
        "add it first",
    ),
    "question asked twice": (
        lambda e: e.save([made(question="Other?")]),
        "basics.yaml: first-question: question",
        "used 2 times",
    ),
    "one of two is wrong": (
        lambda e: e.save([made(id="new", question="New?"), made(question="Other?")]),
        "basics.yaml: first-question: question",
        "used 2 times",
    ),
    "unchecked nonsense": (
        lambda e: e.save([made().model_copy(update={"difficulty": 9})]),
        "basics.yaml: first-question: difficulty",
        "found 9",
    ),
    "given twice": (lambda e: e.save([made(), made()]), "first-question: id", "give it once"),
    "no such question": (lambda e: e.remove(["none"]), "pack.yaml: none: id", "no question"),
    "linked question": (
        lambda e: e.remove(["first-question"]),
        "guide.yaml: building: questions",
        "no question's id",
    ),
    "last of its theme": (lambda e: e.remove(["other"]), "more.yaml: questions", "at least one"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_edit_that_is_refused_changes_nothing(folder: Path, case: str) -> None:
    act, place, message = REFUSED[case]
    before = contents(folder)
    with pytest.raises(InvalidPackError) as caught:
        act(PackEditor(folder))
    told = str(caught.value)
    assert place in told
    assert message in told
    assert str(folder) in told
    assert "staged" not in told
    assert contents(folder) == before


def test_a_folder_without_a_pack_and_a_broken_file_are_told(folder: Path) -> None:
    with pytest.raises(PackNotFoundError, match=r"no pack\.yaml"):
        PackEditor(folder / "none").save([made()])
    file_of(folder, "more").write_text("id: [", encoding="utf-8")
    before = contents(folder)
    with pytest.raises(InvalidPackError, match=r"more\.yaml: not valid YAML"):
        PackEditor(folder).save([made(question="New?")])
    assert contents(folder) == before


@pytest.mark.parametrize("name", [".#basics.yaml", "._basics.yaml", ".basics.yaml", "b.yaml~"])
def test_what_another_program_keeps_beside_the_themes_is_no_part_of_an_edit(
    folder: Path, name: str
) -> None:
    other = folder / "questions" / name
    other.write_bytes(b"\xff- id: second\n")
    PackEditor(folder).save([made(question="New?")])
    assert load_pack(folder).question("first-question") == made(question="New?")
    other.unlink()
    other.symlink_to("me@host.1234")  # a lock of Emacs
    PackEditor(folder).remove(["second"])
    assert load_pack(folder).question("second") is None


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        with pytest.raises(ContentError, match="cannot be written"):
            PackEditor(folder).save([made(question="New?")])
    finally:
        folder.chmod(0o700)


def test_an_edit_of_what_somebody_else_changed_is_refused(folder: Path) -> None:
    mine, theirs = made(question="Mine?"), made(question="Theirs?")
    editor = PackEditor(folder)
    base = {"first-question": editor.digest("first-question")}
    assert base["first-question"] == question_digest(Question(**FIRST))
    PackEditor(folder).save([theirs])
    before = contents(folder)
    with pytest.raises(ConflictError, match="'first-question' was changed") as caught:
        editor.save([mine], base=base)
    assert caught.value.question_ids == ("first-question",)
    with pytest.raises(ConflictError):
        editor.remove(["first-question"], base=base)
    assert contents(folder) == before
    editor.save([theirs], base=base)  # what is there already is no conflict
    editor.save([mine], base={"first-question": question_digest(theirs)})
    assert load_pack(folder).question("first-question") == mine


def test_a_question_that_came_or_went_meanwhile_is_a_conflict(folder: Path) -> None:
    editor = PackEditor(folder)
    base = {"second": editor.digest("second"), "new-one": editor.digest("new-one")}
    assert base["new-one"] is None
    editor.remove(["second"])
    editor.save([made(id="new-one", question="Theirs?")])
    mine = [made(id="second", question="Second!"), made(id="new-one", question="Mine?")]
    with pytest.raises(ConflictError) as caught:
        editor.save(mine, base=base)
    assert caught.value.question_ids == ("second", "new-one")


def test_a_question_that_was_only_written_otherwise_is_no_conflict(folder: Path) -> None:
    base = {"first-question": PackEditor(folder).digest("first-question")}
    file = file_of(folder, "basics")
    text = file.read_text(encoding="utf-8").replace("  kind:", "  seed_id: null # none\n  kind:", 1)
    file.write_text(text, encoding="utf-8")
    PackEditor(folder).save([made(question="Mine?")], base=base)
    assert "  seed_id: null # none\n" in file.read_text(encoding="utf-8")


def test_threads_that_save_at_once_lose_no_edit_and_read_no_half_of_one(folder: Path) -> None:
    new = [
        made(id=f"new-{n}", theme=["basics", "more"][n % 2], question=f"{n}?") for n in range(12)
    ]
    with ThreadPoolExecutor(4) as threads:
        saves = [threads.submit(PackEditor(folder).save, [question]) for question in new]
        loads = [threads.submit(load_pack, folder) for _ in new]
    assert not any(save.exception() for save in saves)
    assert all(len(load.result().questions) >= 3 for load in loads)
    assert {q.id for q in load_pack(folder).questions} >= {q.id for q in new}


def test_who_loads_during_a_move_sees_the_question_exactly_once(folder: Path) -> None:
    there, back = made(id="second", theme="more", question="Second?"), Question(**SECOND)
    with ThreadPoolExecutor(2) as threads:
        loads = [threads.submit(load_pack, folder) for _ in range(60)]
        for at in range(30):
            PackEditor(folder).save([back if at % 2 else there])
    assert all(load.result().question("second") in (there, back) for load in loads)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_saves_give_a_pack_that_holds_exactly_these(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    one_of = questions(["new-0", "new-1", "new-2"], ["basics", "more"])
    batch = st.lists(one_of, min_size=1, max_size=2, unique_by=lambda question: question.id)
    folder = tmp_path_factory.mktemp("pack")
    write_pack(
        folder,
        pack=header_fields(themes=["basics", "more"]),
        basics=theme_fields("basics", [FIRST]),
        more=theme_fields("more", [OTHER]),
    )
    for name in ("basics", "more"):
        file = file_of(folder, name)
        text = file.read_text(encoding="utf-8")
        text = re.sub(r"(?m)^( *(?:- )?(?!reference)\w+:.*)$", r"\1 # kept", text)
        file.write_text(f"# kept\n{text}# kept\n", encoding="utf-8")
    kept = [file_of(folder, name).read_text().count("# kept") for name in ("basics", "more")]
    wanted = {"first-question": Question(**FIRST), "other": Question(**OTHER)}
    for saved in data.draw(st.lists(batch, min_size=1, max_size=4)):
        PackEditor(folder).save(saved)
        wanted |= {question.id: question for question in saved}
        assert {q.id: q for q in load_pack(folder).questions} == wanted
    for name, count in zip(("basics", "more"), kept, strict=True):
        assert file_of(folder, name).read_text(encoding="utf-8").count("# kept") >= count
