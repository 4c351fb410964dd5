"""Programs that know nothing of an edit write the files of a pack while it is made."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from content import (
    ContentError,
    InvalidPackError,
    PackEditor,
    Question,
    load_pack,
    pack_editor,
    pack_state,
)
from content.pending_files import commit
from content.staged_files import STAGED, FileChange, stage
from tests.content.samples import file_of, header_fields, question_fields, theme_fields, write_pack

MOVED = Question(**question_fields(theme="more", question="First?"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack with the questions first-question and second in basics, and other in more."""
    first = question_fields(question="First?")
    second = question_fields(id="second", question="Second?")
    other = question_fields(id="other", theme="more", question="Other?")
    return write_pack(
        tmp_path / "pack",
        pack=header_fields(themes=["basics", "more"]),
        basics=theme_fields("basics", [first, second]),
        more=theme_fields("more", [other]),
    )


def append(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")


def before(
    monkeypatch: pytest.MonkeyPatch, name: str, act: Callable[[], None], call: int = 1
) -> None:
    """Act once, before the editor takes the step with this name."""
    step, calls = getattr(pack_editor, name), 0

    def stepped(*given: object) -> object:
        nonlocal calls
        calls += 1
        if calls == call:
            act()
        return step(*given)

    monkeypatch.setattr(pack_editor, name, stepped)


STEPS = [("stage", 1), ("load_changed_pack", 1), ("refuse_overtaken", 1), ("finish", 2)]


@pytest.mark.parametrize("name", ["basics", "more"])
@pytest.mark.parametrize(("step", "call"), STEPS)
def test_an_edit_that_another_program_overtakes_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, call: int, name: str
) -> None:
    file = file_of(folder, name)
    old = load_pack(folder)
    before(monkeypatch, step, lambda: append(file), call)
    with pytest.raises(ContentError, match=rf"{name}\.yaml: .* another program meanwhile"):
        PackEditor(folder).save([MOVED])
    assert load_pack(folder) == old
    assert file.read_text(encoding="utf-8").endswith("# by hand\n")
    assert not list(folder.glob(".*"))
    PackEditor(folder).save([MOVED])
    assert load_pack(folder).question("first-question") == MOVED
    assert file.read_text(encoding="utf-8").endswith("# by hand\n")


def test_what_is_not_as_it_was_read_is_not_even_staged(folder: Path) -> None:
    text = file_of(folder, "more").read_text(encoding="utf-8")
    append(file_of(folder, "more"))
    with pytest.raises(ContentError, match=r"more\.yaml: .* another program meanwhile"):
        stage(folder, {Path("questions/more.yaml"): FileChange(text, f"{text}# mine\n")})


def fail_to_replace(monkeypatch: pytest.MonkeyPatch, call: int) -> None:
    """Let the replacement of a file with this number, and all after it, fail."""
    replace, calls = Path.replace, 0

    def failing(path: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls >= call:
            raise PermissionError(13, "Permission denied", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)


def test_an_edit_none_of_whose_files_can_be_replaced_is_taken_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = load_pack(folder)
    fail_to_replace(monkeypatch, 1)
    with pytest.raises(ContentError, match="cannot be written"):
        PackEditor(folder).save([MOVED])
    assert load_pack(folder) == old
    assert not list(folder.glob(".*"))


def cut_short(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the move of first-question after the first of its two files."""
    with monkeypatch.context() as patch:
        fail_to_replace(patch, 2)
        with pytest.raises(ContentError, match=r"saved and in effect.*the next edit completes it"):
            PackEditor(folder).save([MOVED])
        assert load_pack(folder).question("first-question") == MOVED
        with pytest.raises(ContentError, match="cut short cannot be completed"):
            PackEditor(folder).digest("other")


def test_an_edit_that_is_half_done_is_in_effect_and_completed_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_short(folder, monkeypatch)
    PackEditor(folder).save([Question(**question_fields(id="second", question="New?"))])
    assert load_pack(folder).question("first-question") == MOVED
    assert not list(folder.glob(".*"))


def test_what_another_program_takes_from_a_half_done_edit_is_kept_aside(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_short(folder, monkeypatch)
    [left] = (folder / ".pending" / "questions").iterdir()
    append(folder / "questions" / left.name)
    with pytest.raises(ContentError, match=r"only a part is saved.*\.overtaken-1"):
        PackEditor(folder).digest("other")
    assert (folder / "questions" / left.name).read_text(encoding="utf-8").endswith("# by hand\n")
    assert (folder / ".overtaken-1" / "questions" / left.name).is_file()
    assert not (folder / ".pending").exists()


def make_pending(folder: Path) -> Path:
    """A change in effect none of whose files has been replaced; its manifest."""
    text = file_of(folder, "more").read_text(encoding="utf-8")
    change = FileChange(text, text.replace("Other?", "Another?"))
    stage(folder, {Path("questions/more.yaml"): change})
    commit(folder, folder / STAGED)
    return folder / ".pending" / "manifest.json"


def test_a_change_that_comes_into_effect_shows_before_a_file_is_replaced(folder: Path) -> None:
    old = pack_state(folder)
    make_pending(folder)
    assert pack_state(folder) != old
    other = load_pack(folder).question("other")
    assert other
    assert other.question == "Another?"


DIGESTS = ["0" * 64, "1" * 64]


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"{",
        b"\xff",
        b"[" * 100_000,
        b"{}",
        b"[]",
        b'{"questions/more.yaml": null}',
        b'{"questions/more.yaml": ["a", "b"]}',
        *(
            json.dumps({name: DIGESTS}).encode()
            for name in (
                "../more.yaml",
                "/etc/hosts",
                "guide.yaml",
                "questions/../../more.yaml",
                "questions/more.yaml\n",
                "questions/.yaml",
                "questions\\more.yaml",
            )
        ),
    ],
)
def test_a_manifest_of_another_form_is_told_and_obeyed_by_nobody(
    folder: Path, manifest: bytes
) -> None:
    make_pending(folder).write_bytes(manifest)
    for act in (lambda: load_pack(folder), lambda: PackEditor(folder).save([MOVED])):
        with pytest.raises(InvalidPackError, match=r"manifest\.json: is damaged; take \.pending"):
            act()
    assert "Other?" in file_of(folder, "more").read_text(encoding="utf-8")


@pytest.mark.parametrize("inner", ["questions", ".pending/questions"])
def test_a_change_leads_to_no_file_outside(folder: Path, tmp_path: Path, inner: str) -> None:
    make_pending(folder)
    (folder / inner).rename(tmp_path / "outside")
    (folder / inner).symlink_to(tmp_path / "outside")
    for act in (lambda: load_pack(folder), lambda: PackEditor(folder).save([MOVED])):
        with pytest.raises(InvalidPackError, match="is a link out of the pack"):
            act()
    assert len(list((tmp_path / "outside").iterdir())) in (1, 2)


def test_a_link_to_itself_is_told(folder: Path) -> None:
    make_pending(folder)
    (folder / "questions").rename(folder / "kept")
    (folder / "questions").symlink_to("questions")
    with pytest.raises(InvalidPackError, match=r"no such file|cannot be read"):
        load_pack(folder)


def test_what_is_staged_is_not_written_through_a_link(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (folder / STAGED).symlink_to(tmp_path / "outside")
    PackEditor(folder).save([MOVED])
    assert not list((tmp_path / "outside").iterdir())
    assert load_pack(folder).question("first-question") == MOVED
