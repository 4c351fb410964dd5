"""Threads that use a service while its bank is edited: no error, and no mixture of two banks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Event

import pytest

from interview import SetRequest
from service import (
    Service,
    Settings,
    UnknownQuestionError,
    live_bank,
    open_service,
    pack_folder,
)
from tests.conftest import FakeEncoder
from tests.content.big_pack import theme_file, theme_text, write_big_pack

EDITS = 50
QUESTIONS = 3
PAUSE = 0.02
"""Seconds between two edits, so that most of them are seen."""


def text_of(version: int) -> str:
    """A theme whose every question, claim and id names the version."""
    text = theme_text("theme-0", QUESTIONS)
    return text.replace("theme-0-q", f"version-{version}-q")


def version_of(*texts: str) -> int:
    """The one version that all of these name."""
    found = {int(text.split("version-")[1].split("-")[0]) for text in texts}
    assert len(found) == 1, f"a mixture of banks: {texts}"
    return found.pop()


def edits(file: Path) -> Iterator[int]:
    """Edit a file; gives the version of each edit that is a right one."""
    for version in range(1, EDITS + 1):
        text = text_of(version)
        if version % 5 == 1:
            file.write_text(text.replace("difficulty: 1", "difficulty: 9"))
        elif version % 5 == 2:
            file.write_text(text[: len(text) // 2 + version])
        elif version % 5 == 3:
            file.unlink()
        else:
            file.write_text(text[:100])
            file.write_text(text)
            yield version
        time.sleep(PAUSE)


def related_version(service: Service, known: str) -> int:
    """The version of a question and of what is related to it, if anything is."""
    return version_of(known, *(one.question.id for one in service.related(known)))


USES: tuple[Callable[[Service], int], ...] = (
    lambda s: version_of(*(q.id for q in s.pack.questions)),
    lambda s: version_of(*(t for hit in s.search("alpha beta") for t in (hit.id, hit.text))),
    lambda s: version_of(*(i.question.id for i in s.question_set(SetRequest("alpha")).items)),
    lambda s: related_version(s, s.pack.questions[0].id),
    lambda s: version_of(
        *(c.claim for c in s.evaluate(s.pack.questions[0].id, "The alpha is a good one.").concepts)
    ),
)


def use(service: Service, done: Event, first: int) -> set[int]:
    """Use a service in turn in every way; the versions seen."""
    seen = set()
    for turn in count(first):
        with suppress(UnknownQuestionError):  # it was in the bank a moment ago
            seen.add(USES[turn % len(USES)](service))
        if done.is_set():
            return seen
    raise AssertionError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack of the version 0."""
    folder = write_big_pack(tmp_path / "pack", themes=1, each=QUESTIONS)
    theme_file(folder, "theme-0").write_text(text_of(0))
    return folder


@pytest.fixture
def service(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Service:
    """A service that looks at the files at every use."""
    monkeypatch.setattr(live_bank, "CHECK_SECONDS", 0.0)
    monkeypatch.setattr(pack_folder, "QUIET_NS", 0)
    return open_service(Settings(pack=folder, data=tmp_path / "data"), FakeEncoder())


def test_threads_see_whole_banks_only(service: Service, folder: Path) -> None:
    done = Event()
    with ThreadPoolExecutor(4) as threads:
        running = [threads.submit(use, service, done, first) for first in range(4)]
        try:
            right = {0, *edits(theme_file(folder, "theme-0"))}
        finally:
            done.set()
        seen = set().union(*(thread.result() for thread in running))
    assert seen <= right
    assert len(seen) > 1  # on a busy machine a look takes longer than several edits
    service.refresh()
    assert version_of(*(q.id for q in service.pack.questions)) == EDITS
    assert service.notice is None


ONE_BANK: tuple[Callable[[Service, str], int], ...] = (
    lambda s, known: version_of(s.question(known).id),
    related_version,
    lambda s, known: version_of(*(c.claim for c in s.evaluate(known, "A good one.").concepts)),
    lambda s, known: version_of(known, *(hit.text for hit in s.search(known))),
    lambda s, known: version_of(
        *(i.question.id for i in s.question_set(SetRequest(known, pinned=(known,))).items)
    ),
)


@pytest.mark.parametrize("use_once", ONE_BANK)
def test_a_call_keeps_to_one_bank_though_every_look_finds_another(
    service: Service,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    use_once: Callable[[Service, str], int],
) -> None:
    version = 0

    def edit_first() -> float:
        nonlocal version
        version += 1
        time.sleep(PAUSE)  # so that the time of the file differs
        theme_file(folder, "theme-0").write_text(text_of(version))
        return time.monotonic()

    monkeypatch.setattr(live_bank, "monotonic", edit_first)
    for _ in range(3):
        wanted = version + 1
        assert use_once(service, f"version-{wanted}-q0") == wanted
