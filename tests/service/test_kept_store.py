"""A bank whose vectors are searched by a store on disk, in step with its pack."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Lock

import pytest

from content import Pack
from index import choose_store
from interview import SetRequest
from service import InvalidSettingsError, Settings, open_service
from service.bank import Bank
from tests.conftest import FakeEncoder
from tests.content.big_pack import theme_file, write_big_pack

QUERIES = ("why do models overfit", "gradient descent", "explain precision and recall")


def _bank(pack: Pack, folder: Path, flat_up_to: int) -> Bank:
    choose = partial(choose_store, flat_up_to=flat_up_to)
    return Bank(pack, FakeEncoder(), folder, Lock(), folder / "none", choose)


def test_a_graph_finds_what_searching_all_vectors_finds(seeded: Pack, tmp_path: Path) -> None:
    flat = _bank(seeded, tmp_path / "flat", 10**9).open()
    graph = _bank(seeded, tmp_path / "graph", 0).open()
    assert list((tmp_path / "graph" / "questions" / "store").glob("store-*.faiss"))
    assert not (tmp_path / "flat" / "questions" / "store").exists()
    for query in QUERIES:
        assert graph.questions.search(query) == flat.questions.search(query)
    request = SetRequest("deep learning", count=3)
    assert graph.set_maker.make(request) == flat.set_maker.make(request)


def test_the_graph_follows_the_pack(seeded: Pack, tmp_path: Path) -> None:
    _bank(seeded, tmp_path, 0).open()
    fewer = seeded.model_copy(update={"questions": seeded.questions[2:]})
    opened = _bank(fewer, tmp_path, 0).open()
    assert opened.troubles == ()
    gone = seeded.questions[0]
    assert gone.id not in {hit.id for hit in opened.questions.search(gone.question, 400)}
    again = _bank(seeded, tmp_path, 0).open()
    assert again.questions.search(gone.question, 1)[0].id == gone.id
    assert _bank(seeded, tmp_path, 0).open().notices == ()


def test_damage_is_told_and_mended(seeded: Pack, tmp_path: Path) -> None:
    _bank(seeded, tmp_path, 0).open()
    [file] = (tmp_path / "questions" / "store").glob("store-*.faiss")
    file.write_bytes(b"damaged")
    (told,) = _bank(seeded, tmp_path, 0).open().troubles
    assert "not what was saved" in told
    assert _bank(seeded, tmp_path, 0).open().notices == ()


def test_a_limit_of_memory_keeps_the_vectors_on_disk(tmp_path: Path) -> None:
    """960 texts of their own take more than a megabyte."""
    pack = write_big_pack(tmp_path / "pack", 2, 60)
    settings = Settings(pack=pack, data=tmp_path / "data", index_memory_mb=1)
    open_service(settings, FakeEncoder()).open_indexes()
    service = open_service(settings, FakeEncoder())
    service.open_indexes()
    assert service.notice is None
    store = settings.index_folder("big") / "questions" / "store"
    assert '"ivf-pq"' in (store / "manifest.json").read_text()
    file = theme_file(pack, "theme-1")
    file.write_text(file.read_text().replace("Define theme-1-q7 in", "Explain theme-1-q7 in"))
    assert service.refresh()
    assert service.search("Explain theme-1-q7 in your own words.", k=1)[0].id == "theme-1-q7"
    open_service(
        settings.model_copy(update={"index_memory_mb": None}), FakeEncoder()
    ).open_indexes()
    assert not store.exists()


@pytest.mark.parametrize("megabytes", ["0", "-1", "much"])
def test_a_senseless_limit_is_refused(megabytes: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIVA_INDEX_MEMORY_MB", megabytes)
    with pytest.raises(InvalidSettingsError, match="VIVA_INDEX_MEMORY_MB"):
        Settings()
