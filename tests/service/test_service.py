from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from content import ContentError
from index import Filters
from interview import Relation, SetRequest
from service import Service, Settings, UnknownQuestionError, make_encoder, open_service
from tests.conftest import FakeEncoder

ANSWER = "High bias underfits, and high variance overfits the training data."


@pytest.fixture
def fake_service(tmp_path: Path) -> Service:
    return open_service(Settings(data=tmp_path), FakeEncoder())


def test_settings_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VIVA_DATA", str(tmp_path))
    monkeypatch.setenv("VIVA_THREADS", "1")
    settings = Settings()
    assert settings.data == tmp_path
    assert settings.threads == 1
    assert settings.encoder_folder.is_relative_to(tmp_path)


def test_a_named_encoder_takes_the_place_of_the_default() -> None:
    assert make_encoder(Settings(encoder="some/model")).name == "some/model"
    assert make_encoder(Settings()).name == "all-MiniLM-L6-v2"


def test_a_folder_without_a_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"no pack\.yaml"):
        open_service(Settings(pack=tmp_path, data=tmp_path), FakeEncoder())


def test_an_unknown_question_is_refused(fake_service: Service) -> None:
    with pytest.raises(UnknownQuestionError, match="no-such"):
        fake_service.evaluate("no-such", ANSWER)
    with pytest.raises(UnknownQuestionError, match="no-such"):
        fake_service.related("no-such")


def test_the_first_opening_builds_and_the_second_does_not(tmp_path: Path) -> None:
    first = open_service(Settings(data=tmp_path), FakeEncoder())
    first.open_indexes()
    assert first.notice
    assert "rebuilt" in first.notice
    encoder = FakeEncoder()
    second = open_service(Settings(data=tmp_path), encoder)
    second.open_indexes()
    assert second.notice is None
    assert encoder.encoded == 0


def test_damaged_vectors_are_noticed_and_built_again(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    whole = open_service(settings, FakeEncoder())
    wanted = whole.search("gradient descent")
    [vectors] = (settings.index_folder(whole.pack.id) / "questions").glob("vectors-*.npy")
    data = bytearray(vectors.read_bytes())
    data[-1] ^= 1
    vectors.write_bytes(data)
    again = open_service(settings, FakeEncoder())
    assert again.search("gradient descent") == wanted
    assert again.notice
    assert "manifest" in again.notice


def test_an_unwritable_folder_does_not_stop_the_search(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    service = open_service(Settings(data=blocked), FakeEncoder())
    assert service.search("gradient descent", k=1)
    assert service.notice
    assert "could not be saved" in service.notice


def test_filters_and_sets_go_through(fake_service: Service) -> None:
    hits = fake_service.search("trees", filters=Filters(themes=frozenset({"computer-vision"})))
    assert {fake_service.question(hit.id).theme for hit in hits} == {"computer-vision"}
    made = fake_service.question_set(SetRequest("trees", count=2))
    swapped = fake_service.swap(made, made.items[0].question.id)
    assert swapped.items[0].question != made.items[0].question
    assert swapped.items[1] == made.items[1]


@pytest.mark.model
def test_the_guide_is_searched_by_meaning(service: Service) -> None:
    assert service.search_guide("how much would I earn in Bangalore", k=1)[0].id == "india"


@pytest.mark.model
def test_related_questions_say_why(service: Service) -> None:
    found = {one.question.id: one.relation for one in service.related("gradient-descent")}
    assert found["adam-vs-sgd-momentum"] is Relation.CONTRAST
    assert found["what-backpropagation-does"] is Relation.NEXT_STEP
    assert "gradient-descent" not in found


@pytest.mark.model
def test_threads_share_a_service(settings: Settings, tmp_path: Path) -> None:
    shutil.copytree(settings.data / "index", tmp_path / "index")
    (tmp_path / "models").symlink_to(settings.data / "models")
    service = open_service(Settings(data=tmp_path))
    with ThreadPoolExecutor(4) as threads:
        tasks = [threads.submit(service.evaluate, "bias-variance-tradeoff", ANSWER) for _ in "abcd"]
        results = [task.result() for task in tasks]
    assert all(result == results[0] for result in results)
