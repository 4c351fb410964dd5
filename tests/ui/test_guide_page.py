"""Guide: all of it, its search, and the way to its questions."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from index import guide_entries
from tests.ui.fake_service import FakeService
from tests.ui.shown import everything, question_shown
from ui.components.guide_parts import guide_parts


def find(page: AppTest, query: str) -> AppTest:
    return page.text_input(key="guide_query").set_value(query).run()


def test_the_whole_guide_is_shown(guide_page: AppTest) -> None:
    assert not guide_page.exception
    said = everything(guide_page)
    assert guide_page.title[0].value == r"Guide: Machine Learning Engineer".replace(":", "\\:")
    assert [tab.label for tab in guide_page.tabs] == [
        "Responsibilities",
        "Skills",
        "Tools",
        "Jobs and pay",
        "Prepare",
    ]
    for text in ("$5 and $6", "Serving", "Python", "Frameworks", "PyTorch", "India", "Basics"):
        assert text in said, text
    assert "₹6,00,000 to ₹12,00,000 a year" in said
    assert "Figures are rough." in said


def test_every_part_that_a_search_can_find_has_its_id(service: FakeService) -> None:
    guide = service.pack.guide
    assert guide
    assert {part.id for part in guide_parts(guide)} == {entry.id for entry in guide_entries(guide)}


def test_the_search_shows_only_what_is_close(guide_page: AppTest) -> None:
    find(guide_page, "puts models online")
    said = everything(guide_page)
    assert "Serving" in said
    assert "Responsibilities" in said  # the section that it is from
    assert "Frameworks" not in said
    assert not guide_page.tabs
    assert "Frameworks" in everything(find(guide_page, ""))


def test_nothing_close_is_said(guide_page: AppTest) -> None:
    find(guide_page, "zebra")
    assert "Nothing in the guide is close to that" in guide_page.info[0].value


def test_items_lead_to_their_questions(guide_page: AppTest) -> None:
    guide_page.button(key="guide_frameworks_drift").click().run()
    assert guide_page.title[0].value == "Practice"
    assert question_shown(guide_page) == "How do you notice drift?"
    assert guide_page.query_params["question"] == "drift"
