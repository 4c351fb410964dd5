"""A bank of 10,000 questions opens in seconds once it has been opened before."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from content import load_pack
from service import Service, Settings, open_service
from tests.conftest import DigestEncoder
from tests.content.big_pack import theme_file, write_big_pack

THEMES = 100
EACH = 100

BUDGET = 5.0
"""Seconds of processor time to load the pack and open the saved index; about 2 are needed. Not of
the clock, which also counts what else the machine does."""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A bank of 10,000 questions that was opened once, which builds the graph of their 80,000 own
    texts: 90 seconds of processor time.
    """
    folder = tmp_path_factory.mktemp("large")
    write_big_pack(folder / "pack", THEMES, EACH)
    settings = Settings(pack=folder / "pack", data=folder / "data")
    open_service(settings, DigestEncoder()).open_indexes()
    return settings


def opened(settings: Settings, encoder: DigestEncoder) -> tuple[Service, float]:
    start = time.process_time()
    service = open_service(settings, encoder)
    service.open_indexes()
    return service, time.process_time() - start


def store_file(settings: Settings) -> Path:
    """The file of the graph; it is named by its content."""
    [path] = (settings.index_folder("big") / "questions" / "store").glob("store-*.faiss")
    return path


def written(path: Path) -> tuple[int, int]:
    """Which file it is and when it was last written; reading it may change the rest."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns


def test_opening_again_keeps_within_its_budget(settings: Settings) -> None:
    encoder = DigestEncoder()
    before = written(store_file(settings))
    service, seconds = opened(settings, encoder)
    assert encoder.encoded == 0
    assert service.notice is None
    assert written(store_file(settings)) == before
    assert len(service.pack.questions) == THEMES * EACH
    wanted = service.pack.questions[4321]
    assert service.search(wanted.question, k=1)[0].id == wanted.id
    assert seconds < BUDGET


def test_after_an_edit_too_and_only_the_edit_is_made_anew(settings: Settings) -> None:
    encoder = DigestEncoder()
    service, _ = opened(settings, encoder)
    before = store_file(settings)
    file = theme_file(settings.pack, "theme-7")
    file.write_text(file.read_text().replace("Define theme-7-q7 in", "Explain theme-7-q7 in"))
    start = time.process_time()
    assert service.refresh()
    assert time.process_time() - start < BUDGET
    assert encoder.encoded == 1
    assert store_file(settings) != before
    assert service.search("Explain theme-7-q7 in your own words.", k=1)[0].id == "theme-7-q7"
    assert service.pack == load_pack(settings.pack, settings.parsed_folder)


def test_the_kept_files_are_those_of_the_pack(settings: Settings) -> None:
    assert len(list(settings.parsed_folder.rglob("*.json"))) == THEMES
