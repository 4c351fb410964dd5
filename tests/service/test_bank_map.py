"""The map of a bank: what lies where, and which question is nearest."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from content import Pack, load_pack
from index import Vectors
from service import MapPoint, Settings, bank_map, open_service
from tests.conftest import FakeEncoder
from tests.content.samples import header_fields, question_fields, theme_fields, write_pack

DIMENSION = 16
SEED = 5


def pack_of(folder: Path, *groups: int) -> Pack:
    """A pack with so many questions in each theme."""
    themes: dict[str, Any] = {}
    for number, count in enumerate(groups):
        ids = [f"q-{number}-{place}" for place in range(count)]
        asked = [question_fields(id=i, theme=f"t{number}", question=f"What is {i}?") for i in ids]
        themes[f"t{number}"] = theme_fields(f"t{number}", asked)
    header = header_fields(themes=list(themes))
    return load_pack(write_pack(folder, pack=header, guide=None, basics=None, **themes))


def clustered(*groups: int) -> Vectors:
    """Unit vectors, near one axis for each group."""
    random = np.random.default_rng(SEED)
    rows = np.concatenate([np.eye(DIMENSION)[[n] * count] for n, count in enumerate(groups)])
    rows = rows + random.normal(0, 0.05, rows.shape)
    unit: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


def mapped(folder: Path, *groups: int) -> tuple[MapPoint, ...]:
    vectors = clustered(*groups)
    return bank_map(pack_of(folder, *groups), vectors, vectors @ vectors.T)


@pytest.mark.parametrize("groups", [(1,), (2,), (5,), (12, 12), (19,), (20,)])
def test_a_bank_of_any_size_has_a_map_in_the_unit_square(
    tmp_path: Path, groups: Sequence[int]
) -> None:
    points = mapped(tmp_path, *groups)
    assert len(points) == sum(groups)
    assert len({point.id for point in points}) == len(points)
    assert all(0 <= value <= 1 for point in points for value in (point.x, point.y))
    if len(points) > 1:  # the longer axis is filled
        spans = [np.ptp([getattr(point, axis) for point in points]) for axis in "xy"]
        assert max(spans) == pytest.approx(1)


def test_one_question_lies_in_the_middle_and_has_no_nearest(tmp_path: Path) -> None:
    (point,) = mapped(tmp_path, 1)
    assert (point.x, point.y, point.nearest, point.similarity) == (0.5, 0.5, None, 0.0)
    assert (point.id, point.theme, point.difficulty) == ("q-0-0", "t0", 2)


@pytest.mark.parametrize("count", [3, 30])
def test_questions_that_are_all_the_same_lie_in_one_place(tmp_path: Path, count: int) -> None:
    vectors = np.full((count, DIMENSION), DIMENSION**-0.5, dtype=np.float32)
    points = bank_map(pack_of(tmp_path, count), vectors, vectors @ vectors.T)
    assert {(point.x, point.y) for point in points} == {(0.5, 0.5)}
    assert all(point.nearest != point.id for point in points)


@pytest.mark.parametrize("groups", [(5, 5), (15, 15)])
def test_what_means_alike_lies_together(tmp_path: Path, groups: Sequence[int]) -> None:
    points = mapped(tmp_path, *groups)
    for point in points:
        others = [other for other in points if other is not point]
        closest = min(others, key=lambda o: (o.x - point.x) ** 2 + (o.y - point.y) ** 2)
        assert closest.theme == point.theme


def test_the_same_bank_gives_the_same_map(tmp_path: Path) -> None:
    pack, vectors = pack_of(tmp_path, 14, 14), clustered(14, 14)
    alike = vectors @ vectors.T
    assert bank_map(pack, vectors, alike) == bank_map(pack, vectors.copy(), alike.copy())


def test_the_nearest_is_the_most_alike_and_never_the_question_itself(tmp_path: Path) -> None:
    alike = np.array([[1, 0.2, 0.9], [0.2, 1, 0.3], [0.9, 0.3, 1]], dtype=np.float32)
    points = bank_map(pack_of(tmp_path, 3), clustered(3), alike)
    assert [point.nearest for point in points] == ["q-0-2", "q-0-2", "q-0-0"]
    assert [point.similarity for point in points] == pytest.approx([0.9, 0.3, 0.9])
    assert alike[0, 0] == 1  # what was given is not changed


def test_what_does_not_fit_the_bank_is_refused(tmp_path: Path) -> None:
    vectors = clustered(3)
    with pytest.raises(ValueError, match="for 2 questions"):
        bank_map(pack_of(tmp_path, 2), vectors, vectors @ vectors.T)


def test_a_service_makes_its_map_once_and_again_for_another_bank(tmp_path: Path) -> None:
    pack_of(tmp_path / "pack", 4, 4)
    encoder = FakeEncoder()
    settings = Settings(pack=tmp_path / "pack", data=tmp_path / "data")
    service = open_service(settings, encoder)
    with ThreadPoolExecutor(4) as threads:
        maps = list(threads.map(lambda _: service.bank_map(), range(4)))
    assert all(one is maps[0] for one in maps)
    assert [point.id for point in maps[0]] == [question.id for question in service.pack.questions]
    shutil.rmtree(tmp_path / "pack")
    pack_of(tmp_path / "pack", 3)
    assert service.refresh()
    assert len(service.bank_map()) == 3
