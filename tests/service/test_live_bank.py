"""The bank follows its folder: edits are picked up, wrong ones are told and change nothing."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from content import load_pack
from index import SearchError, Vectors
from interview import SetRequest
from service import Service, Settings, UnknownQuestionError, live_bank, open_service, pack_folder
from tests.conftest import FakeEncoder
from tests.content.big_pack import theme_file, write_big_pack
from tests.content.samples import file_of, header_fields, question_fields, theme_fields, write_pack

PATIENCE = 20.0
"""Seconds: it takes 1.2, and more when the machine is busy."""


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every use looks at the files, and does not wait until they are left alone."""
    monkeypatch.setattr(live_bank, "CHECK_SECONDS", 0.0)
    monkeypatch.setattr(pack_folder, "QUIET_NS", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "pack")


@pytest.fixture
def service(folder: Path, tmp_path: Path, at_once: None) -> Service:
    opened = open_service(Settings(pack=folder, data=tmp_path / "data"), FakeEncoder())
    opened.open_indexes()
    opened = open_service(Settings(pack=folder, data=tmp_path / "data"), FakeEncoder())
    opened.open_indexes()
    assert opened.notice is None
    return opened


def add_question(folder: Path, **changes: object) -> None:
    fields: dict[str, object] = {"id": "second", "question": "Why do zebras matter?"}
    second = question_fields(**fields | changes)
    write_pack(folder, basics=theme_fields("basics", [question_fields(), second]))


def test_a_saved_question_is_found_without_a_restart(service: Service, folder: Path) -> None:
    assert service.search("Why do zebras matter?", k=1)[0].id == "first-question"
    add_question(folder)
    assert service.search("Why do zebras matter?", k=1)[0].id == "second"
    assert service.question("second").question == "Why do zebras matter?"
    assert [one.question.id for one in service.related("first-question")] == ["second"]
    made = service.question_set(SetRequest("zebras", count=2))
    assert {item.question.id for item in made.items} == {"first-question", "second"}
    assert service.notice is None  # that the index followed is no news


def test_it_takes_a_second_or_two_and_no_call(folder: Path, tmp_path: Path) -> None:
    service = open_service(Settings(pack=folder, data=tmp_path / "data"), FakeEncoder())
    add_question(folder)
    start = time.monotonic()
    while len(service.pack.questions) == 1 and time.monotonic() < start + PATIENCE:
        time.sleep(0.05)
    assert len(service.pack.questions) == 2


def test_a_removed_question_is_gone(service: Service, folder: Path) -> None:
    add_question(folder)
    assert len(service.pack.questions) == 2
    write_pack(folder)
    with pytest.raises(UnknownQuestionError):
        service.related("second")
    assert [hit.id for hit in service.search("zebras")] == ["first-question"]


def test_a_question_that_left_the_bank_can_be_swapped_out(service: Service, folder: Path) -> None:
    add_question(folder)
    made = service.question_set(SetRequest("zebras", count=1))
    assert made.items[0].question.id == "second"
    write_pack(folder)
    swapped = service.swap(made, "second")
    assert [item.question.id for item in swapped.items] == ["first-question"]


def test_the_guide_follows_and_may_go(service: Service, folder: Path) -> None:
    text = file_of(folder, "guide").read_text()
    file_of(folder, "guide").write_text(text.replace("One who builds.", "One who herds zebras."))
    assert service.search_guide("One who herds zebras.", k=1)[0].text == "One who herds zebras."
    file_of(folder, "guide").unlink()
    assert service.search_guide("zebras") == []
    assert service.pack.guide is None


def test_a_pack_may_change_its_name(service: Service, folder: Path) -> None:
    write_pack(folder, pack=header_fields(id="renamed"))
    assert service.pack.id == "renamed"
    assert service.search("model")


def test_files_are_looked_at_once_a_second(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(live_bank, "monotonic", lambda: now[0])
    monkeypatch.setattr(pack_folder, "QUIET_NS", 0)
    service = open_service(Settings(pack=folder, data=tmp_path / "data"), FakeEncoder())
    add_question(folder)
    now[0] += live_bank.CHECK_SECONDS - 0.01
    assert len(service.pack.questions) == 1
    now[0] += 0.02
    assert len(service.pack.questions) == 2


def test_refresh_does_not_wait(folder: Path, tmp_path: Path) -> None:
    service = open_service(Settings(pack=folder, data=tmp_path / "data"), FakeEncoder())
    assert service.refresh() is False
    add_question(folder)
    assert service.refresh() is True
    assert len(service.pack.questions) == 2
    assert service.refresh() is False
    file_of(folder, "basics").write_text("id: [")
    assert service.refresh() is False
    assert service.notice


def test_only_the_new_texts_are_encoded(tmp_path: Path, at_once: None) -> None:
    folder = write_big_pack(tmp_path / "pack", themes=10, each=30)
    encoder = FakeEncoder()
    service = open_service(Settings(pack=folder, data=tmp_path / "data"), encoder)
    service.open_indexes()
    before = encoder.encoded
    assert before > 2000
    file = theme_file(folder, "theme-4")
    text = file.read_text()
    text = text.replace("Define theme-4-q7 in", "Explain theme-4-q7 in")
    file.write_text(text.replace("The beta of theme-4-q7 is", "A beta of theme-4-q7 is"))
    assert len(service.pack.questions) == 300
    assert encoder.encoded - before == 2
    assert service.search("Explain theme-4-q7 in your own words.", k=1)[0].id == "theme-4-q7"


def _without(name: str) -> Callable[[Path], object]:
    return lambda folder: file_of(folder, name).unlink()


def _with(name: str, text: str) -> Callable[[Path], object]:
    return lambda folder: file_of(folder, name).write_text(text)


def _cut(folder: Path) -> None:
    file = file_of(folder, "basics")
    text = file.read_text()
    file.write_text(text[: text.index("reference:") + 30])


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "a wrong value": (
        lambda folder: add_question(folder, difficulty=9),
        "basics.yaml: second: difficulty: Input should be 1, 2, 3, 4 or 5 (found 9)",
    ),
    "half a file": (_cut, "basics.yaml: first-question: key_concepts: Field required"),
    "an empty file": (_with("basics", ""), "basics.yaml: write fields and values"),
    "not yaml": (_with("basics", "id: ["), "basics.yaml: not valid YAML"),
    "a theme gone": (_without("basics"), "basics.yaml: no such file"),
    "the header gone": (_without("pack"), "no pack.yaml here"),
    "everything gone": (shutil.rmtree, "no pack.yaml here"),
    "a stray file": (_with("stray", "id: stray"), "stray.yaml: not listed under themes"),
}


@pytest.mark.parametrize(("spoil", "told"), BROKEN.values(), ids=BROKEN)
def test_a_wrong_edit_is_told_and_the_good_bank_stays(
    service: Service, folder: Path, tmp_path: Path, spoil: Callable[[Path], object], told: str
) -> None:
    good = shutil.copytree(folder, tmp_path / "good")
    pack, hits = service.pack, service.search("model")
    spoil(folder)
    for _ in range(2):
        assert service.pack is pack
        assert service.search("model") == hits
        notice = service.notice
        assert notice
        assert told in notice
        assert str(folder) in notice
        assert notice.endswith("The bank as it was before stays in use until that is mended.")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(good, folder)
    assert service.notice is None
    assert service.pack is pack  # the same again: nothing was made anew


def test_a_mended_bank_may_be_another(service: Service, folder: Path) -> None:
    file_of(folder, "basics").write_text("id: [")
    assert service.notice
    add_question(folder)
    assert service.notice is None
    assert len(service.pack.questions) == 2


def test_a_file_written_in_two_steps_is_taken_in_the_end(service: Service, folder: Path) -> None:
    add_question(folder)
    whole = file_of(folder, "basics").read_bytes()
    for end in (0, 10, len(whole) // 2, len(whole)):
        file_of(folder, "basics").write_bytes(whole[:end])
        assert service.search("model")
    assert len(service.pack.questions) == 2
    assert service.notice is None


def test_a_long_list_of_problems_is_cut_short(service: Service, folder: Path) -> None:
    wrong = [question_fields(id=f"{'x' * 5000}-{number}") for number in range(30)]
    write_pack(folder, basics=theme_fields("basics", wrong))
    assert service.notice
    assert "and 27 more" in service.notice
    assert len(service.notice) < 2000


def test_an_index_that_cannot_be_saved_is_still_told_after_an_edit(
    folder: Path, tmp_path: Path, at_once: None
) -> None:
    (tmp_path / "file").write_text("in the way")
    service = open_service(Settings(pack=folder, data=tmp_path / "file"), FakeEncoder())
    add_question(folder)
    assert service.search("Why do zebras matter?", k=1)[0].id == "second"
    assert service.notice
    assert "could not be saved" in service.notice


class _FailsOnce(FakeEncoder):
    failing = False
    error: Exception = SearchError("the model cannot be read")

    def encode(self, texts: Sequence[str]) -> Vectors:
        if self.failing:
            self.failing = False
            raise self.error
        return super().encode(texts)


def test_an_error_that_nobody_foresaw_leaves_the_good_bank_and_is_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_bank, "CHECK_SECONDS", 1000.0)
    encoder = _FailsOnce()
    service = open_service(Settings(pack=folder, data=tmp_path / "data"), encoder)
    service.open_indexes()
    encoder.failing, encoder.error = True, OverflowError("too large")
    add_question(folder)
    assert service.refresh() is False
    assert len(service.pack.questions) == 1
    assert service.notice
    assert "OverflowError: too large" in service.notice
    assert service.refresh() is True
    assert service.notice is None


def test_what_is_no_fault_of_the_files_is_tried_again(
    folder: Path, tmp_path: Path, at_once: None
) -> None:
    encoder = _FailsOnce()
    service = open_service(Settings(pack=folder, data=tmp_path / "data"), encoder)
    service.open_indexes()
    encoder.failing = True
    add_question(folder)
    assert len(service.pack.questions) == 1
    assert not encoder.failing
    assert len(service.pack.questions) == 2


def test_a_pack_without_a_folder_stays(folder: Path, tmp_path: Path, at_once: None) -> None:
    settings = Settings(pack=folder, data=tmp_path / "data")
    service = Service(load_pack(folder), FakeEncoder(), settings)
    add_question(folder)
    assert service.refresh() is False
    assert len(service.pack.questions) == 1
