"""Opening saved vectors, and encoding again only what changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index import EncoderError, Vectors, open_vectors
from tests.conftest import FakeEncoder

TEXTS = ["first text", "second text", "third text"]


class _OtherEncoder(FakeEncoder):
    name = "other"
    digest = "0" * 64


def _encoded(folder: Path, texts: list[str]) -> int:
    """How many texts are encoded to open these; checks the vectors and that they are kept."""
    encoder = FakeEncoder()
    opened = open_vectors(folder, texts, encoder)
    assert np.array_equal(opened.vectors, FakeEncoder().encode(texts))
    assert opened.encoded == encoder.encoded
    again = open_vectors(folder, texts, encoder)
    assert np.array_equal(again.vectors, opened.vectors)
    assert (again.encoded, again.notice) == (0, None)
    return opened.encoded


def test_the_first_time_everything_is_encoded_and_saved(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there" / "yet"
    opened = open_vectors(folder, TEXTS, FakeEncoder())
    assert opened.encoded == 3
    assert opened.notice
    assert "there is no saved index" in opened.notice
    assert np.array_equal(opened.vectors, FakeEncoder().encode(TEXTS))


def test_the_second_time_nothing_is_encoded(tmp_path: Path) -> None:
    open_vectors(tmp_path, TEXTS, FakeEncoder())
    encoder = FakeEncoder()
    opened = open_vectors(tmp_path, TEXTS, encoder)
    assert encoder.encoded == 0
    assert (opened.encoded, opened.notice) == (0, None)
    assert np.array_equal(opened.vectors, FakeEncoder().encode(TEXTS))


@pytest.mark.parametrize(
    ("texts", "encoded"),
    [
        (["first text", "CHANGED", "third text"], 1),
        ([*TEXTS, "fourth", "fifth"], 2),
        (TEXTS[1:], 0),
        (TEXTS[::-1], 0),
        ([*TEXTS, *TEXTS], 0),
        (["new", "new", "first text"], 1),
        (["all", "is", "new"], 3),
        ([], 0),
    ],
)
def test_only_texts_that_changed_are_encoded_again(
    tmp_path: Path, texts: list[str], encoded: int
) -> None:
    assert _encoded(tmp_path, TEXTS) == 3
    assert _encoded(tmp_path, texts) == encoded


def test_the_notice_says_that_the_bank_changed(tmp_path: Path) -> None:
    open_vectors(tmp_path, TEXTS, FakeEncoder())
    opened = open_vectors(tmp_path, ["new", "new", "newer"], FakeEncoder())
    assert opened.notice == "New in the search index: 2 texts of the question bank."
    assert opened.outdated
    assert open_vectors(tmp_path, ["new"], FakeEncoder()).notice is None


def test_an_edit_is_told_apart_from_what_went_wrong(tmp_path: Path) -> None:
    assert not open_vectors(tmp_path, TEXTS, FakeEncoder()).outdated  # there were none
    assert open_vectors(tmp_path, [*TEXTS, "new"], FakeEncoder()).outdated
    assert not open_vectors(tmp_path, [*TEXTS, "new"], FakeEncoder()).outdated
    (tmp_path / "manifest.json").write_text("{")
    assert not open_vectors(tmp_path, TEXTS, FakeEncoder()).outdated


def test_rows_can_be_taken_a_few_at_a_time(tmp_path: Path) -> None:
    open_vectors(tmp_path, TEXTS[::-1], FakeEncoder())
    rows = open_vectors(tmp_path, [*TEXTS, "new", TEXTS[0]], FakeEncoder()).rows
    wanted = FakeEncoder().encode([*TEXTS, "new", TEXTS[0]])
    assert (len(rows), rows.dimension) == (5, 256)
    assert np.array_equal(np.concatenate(list(rows.blocks(2))), wanted)
    assert np.array_equal(rows[np.array([4, 1])], wanted[[4, 1]])


def test_rows_outlive_the_files_that_they_came_from(tmp_path: Path) -> None:
    rows = open_vectors(tmp_path, TEXTS, FakeEncoder()).rows
    open_vectors(tmp_path, ["all", "is", "new", "now"], FakeEncoder())
    assert np.array_equal(rows.matrix(), FakeEncoder().encode(TEXTS))


def test_what_is_encoded_is_saved_on_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A first opening that is broken off goes on from where it was."""

    class Failing(FakeEncoder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            if self.encoded >= 120:
                raise EncoderError("the model is gone")
            return super().encode(texts)

    monkeypatch.setattr("index.open_index.SAVED_AT_ONCE", 10)
    bank = [f"text {number}" for number in range(200)]
    with pytest.raises(EncoderError):
        open_vectors(tmp_path, bank, Failing())
    assert _encoded(tmp_path, bank) == 80
    assert len(list(tmp_path.glob("keys-*.npy"))) < 10


def test_vectors_of_another_encoder_are_never_used(tmp_path: Path) -> None:
    open_vectors(tmp_path, TEXTS, _OtherEncoder())
    encoder = FakeEncoder()
    opened = open_vectors(tmp_path, TEXTS, encoder)
    assert opened.encoded == encoder.encoded == 3
    assert opened.notice
    assert "made by other, not by this fake" in opened.notice


@pytest.mark.parametrize("below", ["index", "much/deeper/index", ""])
def test_a_folder_that_cannot_be_written_is_told_and_works(tmp_path: Path, below: str) -> None:
    """Not by permissions, which do not hold for root: a file stands where the folder should."""
    (tmp_path / "file").write_text("in the way")
    folder = tmp_path / "file" / below
    for _ in range(2):
        opened = open_vectors(folder, TEXTS, FakeEncoder())
        assert np.array_equal(opened.vectors, FakeEncoder().encode(TEXTS))
        assert opened.encoded == 3
        assert opened.notice
        assert "It could not be saved" in opened.notice
        assert str(folder) in opened.notice
    assert (tmp_path / "file").read_text() == "in the way"


def test_indexes_side_by_side_do_not_meet(tmp_path: Path) -> None:
    assert _encoded(tmp_path / "one", TEXTS) == 3
    assert _encoded(tmp_path / "two", TEXTS[:2]) == 2
    assert open_vectors(tmp_path / "one", TEXTS, FakeEncoder()).encoded == 0
