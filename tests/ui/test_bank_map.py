"""The map of the bank as the browser gets it, and what comes back from a click."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from content import Difficulty, Kind
from interview import TWIN_COSINE
from service import MapPoint
from tests.ui.fake_pack import HOSTILE, HOSTILE_ID, fake_pack, question
from tests.ui.fake_service import FakeService
from tests.ui.shown import everything
from tests.ui.test_hostile_text import assert_harmless
from ui.components.bank_map import chosen_question
from ui.components.map_chart import COLOURS, SHAPES, map_chart
from ui.components.map_rows import map_rows, twins
from ui.components.theme_table import theme_counts

PAGE = Path(__file__).with_name("bank_map_page.py")


@pytest.fixture
def map_page(service: FakeService) -> AppTest:
    return AppTest.from_file(str(PAGE), default_timeout=20).run()


def chart_sent(page: AppTest) -> tuple[dict[str, Any], pd.DataFrame]:
    """The chart's description and its data."""
    (chart,) = page.get("vega_lite_chart")
    (data,) = chart.proto.datasets
    return json.loads(chart.proto.spec), convert_arrow_bytes_to_pandas_df(data.data.data)


def point(question_id: str, similarity: float, nearest: str | None = "drift") -> MapPoint:
    return MapPoint(question_id, 0.1, 0.2, nearest, similarity, "models", 1)


def test_every_question_is_on_the_map_and_none_is_chosen(map_page: AppTest) -> None:
    assert not map_page.exception
    _, rows = chart_sent(map_page)
    assert list(rows["id"]) == [q.id for q in fake_pack().questions]
    assert "Chosen: none" in everything(map_page)


def test_a_tooltip_says_question_theme_difficulty_and_nearest(map_page: AppTest) -> None:
    spec, rows = chart_sent(map_page)
    told = [each["field"] for each in spec["encoding"]["tooltip"]]
    assert list(rows.set_index("id").loc["compare", told]) == [
        "How do trees and forests differ?",
        "Models",
        "Junior",
        "How do decision trees work?",
        "85 of 100",
    ]


def test_twins_are_ringed_and_counted(map_page: AppTest) -> None:
    _, rows = chart_sent(map_page)
    assert list(rows.loc[rows["twin"], "id"]) == ["trees", "compare"]
    assert "Ringed: 2 questions" in everything(map_page)


def test_without_twins_it_says_so(service: FakeService) -> None:
    service.pack = service.pack.model_copy(update={"questions": service.pack.questions[:1]})
    page = AppTest.from_file(str(PAGE), default_timeout=20).run()
    assert "No two questions ask the same" in everything(page)
    _, rows = chart_sent(page)
    assert rows["Nearest"].item() == "none: it is the only one"


def test_what_the_check_for_twins_finds_is_a_twin() -> None:
    points = [point("a", TWIN_COSINE), point("b", TWIN_COSINE - 0.01), point("c", 1.0, None)]
    assert [twin.id for twin in twins(points)] == ["a"]


def test_only_a_clicked_question_runs_the_page_again(map_page: AppTest) -> None:
    (chart,) = map_page.get("vega_lite_chart")
    assert list(chart.proto.selection_mode) == ["question"]


@pytest.mark.parametrize(
    ("event", "chosen"),
    [
        ({"selection": {"question": [{"id": "drift"}]}}, "drift"),
        ({"selection": {"question": [{"id": "drift"}, {"id": "trees"}]}}, "drift"),
        ({"selection": {"question": [{"id": "no-such"}]}}, None),
        ({"selection": {"question": [{"id": ["drift"]}]}}, None),
        ({"selection": {"question": [{}]}}, None),
        ({"selection": {"question": []}}, None),
        ({"selection": {"question": "drift"}}, None),
        ({"selection": {"question": {}}}, None),
        ({"selection": {}}, None),
        ({}, None),
        (None, None),
    ],
)
def test_a_click_names_a_question_of_the_pack_or_none(event: Any, chosen: str | None) -> None:
    assert chosen_question(fake_pack(), event) == chosen


def test_points_of_another_bank_are_left_out() -> None:
    rows = map_rows(fake_pack(), [point("no-such", 0.9), point("trees", 0.3, "no-such")])
    assert list(rows["id"]) == ["trees"]
    assert rows["Nearest"].item() == "none: it is the only one"


def test_forty_themes_look_different() -> None:
    count = len(COLOURS) * len(SHAPES)
    rows = pd.DataFrame({"Theme": [f"theme {n}" for n in range(count)], "x": 0.5, "y": 0.5})
    encoding = map_chart(rows).to_dict()["encoding"]
    colours = encoding["color"]["condition"]["scale"]["range"]
    assert len(set(zip(colours, encoding["shape"]["scale"]["range"], strict=True))) == count


@pytest.mark.parametrize("places", [[0.5], [0.5, 0.5], [0.0, 1.0]])
def test_every_mark_is_within_the_map(places: list[float]) -> None:
    rows = pd.DataFrame({"Theme": "t", "x": places, "y": 0.5})
    encoding = map_chart(rows).to_dict()["encoding"]
    for axis in "xy":
        low, high = encoding[axis]["scale"]["domain"]
        assert low < rows[axis].min() <= rows[axis].max() < high


def test_the_table_counts_themes_by_difficulty() -> None:
    counts = theme_counts(fake_pack()).set_index("Theme")
    assert list(counts.loc["Models"]) == [1, 1, 0, 0, 0, 2]
    assert list(counts.loc["Running"]) == [0, 0, 1, 0, 1, 2]


def test_gaps_are_counted_and_marked(map_page: AppTest) -> None:
    assert "Marked: 10 places" in everything(map_page)
    (table,) = map_page.dataframe
    styles = table.proto.arrow_data.styler.styles
    assert len(re.findall(r"row\d+_col[1-5]\b", styles)) == 10
    assert "background-color" in styles


def test_a_theme_without_gaps(service: FakeService) -> None:
    levels: tuple[Difficulty, ...] = (1, 2, 3, 4, 5)
    asked = [question(f"q{n}", "models", Kind.CODING, n, f"What is {n}?") for n in levels]
    service.pack = service.pack.model_copy(
        update={"questions": tuple(asked), "themes": service.pack.themes[:1]}
    )
    page = AppTest.from_file(str(PAGE), default_timeout=20).run()
    assert "Every theme has questions of every difficulty" in everything(page)


def test_hostile_text_is_data_and_never_part_of_the_chart(map_page: AppTest) -> None:
    _, rows = chart_sent(map_page)
    assert rows.set_index("id").loc[HOSTILE_ID, "Question"].startswith(HOSTILE[:60])
    assert_harmless(map_page)
