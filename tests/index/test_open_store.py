"""The store of a bank's texts, kept in step with them: what an edit adds and deletes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import (
    Entry,
    EntryTable,
    HnswStore,
    IvfPqStore,
    OpenedStore,
    SearchIndex,
    choose_store,
    open_store,
    open_vectors,
)
from index.approximate_store import ApproximateStore
from tests.conftest import DigestEncoder

GRAPH = partial(choose_store, flat_up_to=0)
CODES = partial(choose_store, flat_up_to=0, memory=0)


def _entries(names: Sequence[str]) -> list[Entry]:
    """Entries of two texts of their own, and one that all share."""
    views = (("question", "{}?"), ("claim", "It is {}."), ("theme", "Shared."))
    return [
        Entry(name, tuple((view, (text.format(name),)) for view, text in views)) for name in names
    ]


NAMES = [f"entry-{number:03}" for number in range(60)]


class _Bank:
    """Opens entries as a bank does, in one folder."""

    def __init__(self, folder: Path, choose: Any = GRAPH, dimension: int = 16) -> None:
        self.folder = folder
        self.choose = choose
        self.encoder = DigestEncoder(dimension)

    def open(self, names: Sequence[str]) -> OpenedStore:
        """The store of these entries; checks that everything is found as a flat store finds it."""
        table = EntryTable(_entries(names))
        opened = open_vectors(self.folder, [row.text for row in table.rows], self.encoder)
        kept = open_store(self.folder, table, opened, self.encoder, self.choose)
        index = SearchIndex(table, opened.rows, self.encoder, kept.store)
        for name in (names[0], names[len(names) // 2], names[-1]):
            assert index.search(f"It is {name}.", 1)[0].id == name
        return kept

    def written(self) -> tuple[str, int, int]:
        """Which file holds the store, and when it was last written."""
        [path] = (self.folder / "store").glob("store-*.faiss")
        found = path.stat()
        return path.name, found.st_ino, found.st_mtime_ns


@pytest.fixture
def indexed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many vectors were put into a graph, for each call."""
    counts: list[int] = []
    append = HnswStore._append

    def counting(self: HnswStore, parts: Any) -> None:
        given = list(parts)
        counts.append(sum(map(len, given)))
        append(self, given)

    monkeypatch.setattr(HnswStore, "_append", counting)
    return counts


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """For how many vectors codes were trained, for each training."""
    sizes: list[int] = []
    train = IvfPqStore._trained

    def counting(self: IvfPqStore, size: int) -> Any:
        sizes.append(size)
        return train(self, size)

    monkeypatch.setattr(IvfPqStore, "_trained", counting)
    return sizes


def test_few_texts_need_no_file(tmp_path: Path) -> None:
    opened = _Bank(tmp_path, choose_store).open(NAMES)
    assert (opened.built, opened.notice, opened.in_memory) == (True, None, True)
    assert not (tmp_path / "store").exists()


def test_a_store_that_is_not_needed_any_more_is_removed(tmp_path: Path) -> None:
    _Bank(tmp_path).open(NAMES)
    assert (tmp_path / "store").exists()
    _Bank(tmp_path, choose_store).open(NAMES)
    assert not (tmp_path / "store").exists()


def test_it_is_built_once_and_opened_from_then_on(tmp_path: Path, indexed: list[int]) -> None:
    bank = _Bank(tmp_path)
    built = bank.open(NAMES)
    assert (built.built, built.added, built.notice) == (True, 2 * len(NAMES), None)
    assert sum(indexed) == 2 * len(NAMES)
    before = bank.written()
    opened = bank.open(NAMES)
    assert opened == OpenedStore(opened.store)
    assert sum(indexed) == 2 * len(NAMES)
    assert bank.written() == before


def test_entries_in_another_order_are_no_change(tmp_path: Path, indexed: list[int]) -> None:
    bank = _Bank(tmp_path)
    bank.open(NAMES)
    before = bank.written()
    opened = bank.open([*NAMES[30:], *NAMES[:30][::-1]])
    assert opened == OpenedStore(opened.store)
    assert sum(indexed) == 2 * len(NAMES)
    assert bank.written() == before


@pytest.mark.parametrize(
    ("names", "added", "deleted"),
    [
        (["at the start", *NAMES], 2, 0),
        ([*NAMES, "at the end"], 2, 0),
        ([*NAMES[:20], "changed", *NAMES[21:]], 2, 2),
        (NAMES[1:], 0, 2),
        ([*NAMES[::-1], *NAMES[:5]], 0, 0),
        (["new", *NAMES[10:40], "newer"], 4, 60),
    ],
)
def test_an_edit_adds_and_deletes_its_own_rows_only(
    names: list[str], added: int, deleted: int, tmp_path: Path, indexed: list[int]
) -> None:
    bank = _Bank(tmp_path)
    bank.open(NAMES)
    indexed.clear()
    opened = bank.open(names)
    assert (opened.built, opened.notice) == (False, None)
    assert (opened.added, opened.deleted) == (added, deleted)
    assert sum(indexed) == added
    again = bank.open(names)
    assert again == OpenedStore(again.store)
    assert sum(indexed) == added


def test_a_bank_of_which_most_has_gone_is_built_again(tmp_path: Path, indexed: list[int]) -> None:
    bank = _Bank(tmp_path)
    bank.open(NAMES)
    indexed.clear()
    opened = bank.open(NAMES[:29])
    assert (opened.built, opened.outdated) == (True, True)
    assert opened.notice is not None
    assert "have gone" in opened.notice
    assert sum(indexed) == 2 * 29
    assert bank.open(NAMES[:29]).notice is None


def test_codes_are_trained_once_and_an_edit_adds_its_own(
    tmp_path: Path, trained: list[int]
) -> None:
    names = [f"entry-{number}" for number in range(5000)]
    bank = _Bank(tmp_path, CODES, dimension=8)
    opened = bank.open(names)
    assert (opened.built, trained) == (True, [10_000])
    edited = ["new", *names[:100], *names[101:]]
    opened = bank.open(edited)
    assert (opened.built, opened.added, opened.deleted, trained) == (False, 2, 2, [10_000])
    opened = bank.open(edited)
    assert opened == OpenedStore(opened.store)
    assert trained == [10_000]


def test_a_walk_still_passes_where_a_text_was_after_any_number_of_edits(tmp_path: Path) -> None:
    """Also when the saved vectors are merged, and no longer have those of texts that have gone."""
    bank = _Bank(tmp_path)
    names = list(NAMES)
    bank.open(names)
    for turn in range(25):
        names = [*names[1:], f"turn-{turn}"]
        store = bank.open(names).store
    assert isinstance(store, ApproximateStore)
    dead = store._exact.take(store._dead())
    assert len(dead) == 2 * 25
    assert np.allclose(np.linalg.norm(dead, axis=1), 1)
