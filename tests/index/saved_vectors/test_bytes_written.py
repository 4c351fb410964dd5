"""What a change writes is of the size of the change, not of the bank. Counted, not timed."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import open_vectors
from tests.conftest import FakeEncoder

IO = Path("/proc/self/io")
QUESTIONS = 300
TEXTS_EACH = 13
OF_A_TEXT = 256 * 4 + 32
"""Bytes of a text on disk: a vector of float32, and its key."""

HEADERS = 2 * 128
SMALL = 5000
"""Bytes that a manifest may take, however large the bank."""

pytestmark = pytest.mark.skipif(not IO.exists(), reason="the system does not count what is written")


def _texts_of(question: int, version: int = 0) -> list[str]:
    return [f"question {question} version {version} text {n}" for n in range(TEXTS_EACH)]


def _bank() -> list[list[str]]:
    return [_texts_of(question) for question in range(QUESTIONS)]


def _written_by_opening(folder: Path, bank: list[list[str]]) -> tuple[int, int]:
    """How many bytes this process writes to open the bank, and how many texts it encodes."""
    before = _written()
    opened = open_vectors(folder, [text for texts in bank for text in texts], FakeEncoder())
    return _written() - before, opened.encoded


def _written() -> int:
    fields = dict(line.split(": ") for line in IO.read_text().splitlines())
    return int(fields["wchar"])


def test_an_edit_of_one_question_writes_its_own_texts_only(tmp_path: Path) -> None:
    bank = _bank()
    written, encoded = _written_by_opening(tmp_path, bank)
    assert encoded == QUESTIONS * TEXTS_EACH
    assert written >= QUESTIONS * TEXTS_EACH * OF_A_TEXT  # so writing is what is counted
    bank[120] = _texts_of(120, version=1)
    written, encoded = _written_by_opening(tmp_path, bank)
    assert encoded == TEXTS_EACH
    assert 0 < written - TEXTS_EACH * OF_A_TEXT - HEADERS < SMALL


def test_one_text_of_a_question(tmp_path: Path) -> None:
    bank = _bank()
    _written_by_opening(tmp_path, bank)
    bank[7][3] = "said in another way"
    written, encoded = _written_by_opening(tmp_path, bank)
    assert encoded == 1
    assert 0 < written - OF_A_TEXT - HEADERS < SMALL


def test_opening_removing_and_putting_back_write_nothing(tmp_path: Path) -> None:
    bank = _bank()
    _written_by_opening(tmp_path, bank)
    assert _written_by_opening(tmp_path, bank) == (0, 0)
    assert _written_by_opening(tmp_path, bank[1:]) == (0, 0)
    assert _written_by_opening(tmp_path, bank[::-1]) == (0, 0)


def test_all_of_many_edits_write_a_small_multiple_of_their_texts(tmp_path: Path) -> None:
    """Merges included: 120 edits make 12 merges of ten segments, and one of ten of those."""
    bank = _bank()
    _written_by_opening(tmp_path, bank)
    total = 0
    for edit in range(120):
        bank[edit] = _texts_of(edit, version=1)
        written, encoded = _written_by_opening(tmp_path, bank)
        assert encoded == TEXTS_EACH
        total += written
    assert total < 3.5 * 120 * TEXTS_EACH * OF_A_TEXT
