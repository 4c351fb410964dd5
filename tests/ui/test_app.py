"""The app as a whole: its pages, its start, and rules that every page keeps."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from content import ContentError
from tests.ui.conftest import APP
from tests.ui.fake_service import FakeService

SOURCES = [APP, *sorted((APP.parent / "ui").rglob("*.py"))]

PAGES = {
    "ui/practice.py": "Practice",
    "ui/search.py": "Search",
    "ui/question_sets.py": "Question sets",
    "ui/guide.py": r"Guide\: Machine Learning Engineer",
    "ui/bank.py": "Bank",
}

KEYED = {
    "button",
    "download_button",
    "expander",
    "form_submit_button",
    "multiselect",
    "number_input",
    "pills",
    "popover",
    "selectbox",
    "tabs",
    "text_area",
    "text_input",
    "toggle",
}


@pytest.mark.parametrize(("page", "title"), PAGES.items())
def test_every_page_renders(app: AppTest, page: str, title: str) -> None:
    app.switch_page(page).run()
    assert not app.exception
    assert not app.error
    assert [found.value for found in app.title] == [title]


def test_a_bank_that_cannot_be_opened_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> FakeService:
        raise ContentError("questions/x.yaml: *wrong*; do this")

    monkeypatch.setattr("ui.state.get_service", broken)
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    assert not app.exception
    assert app.error[0].value == "The question bank cannot be opened"
    assert app.text[0].value == "questions/x.yaml: *wrong*; do this"


def test_a_notice_of_the_service_is_given_once(app: AppTest, service: FakeService) -> None:
    assert not app.toast
    service.notice = "The index was *rebuilt*."
    app.run()
    assert app.toast[0].value == r"The index was \*rebuilt\*\."
    assert not app.run().toast


def test_the_service_is_opened_and_warmed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from ui import state

    warmed: list[FakeService] = []
    fake = FakeService()
    fake.warm_up = lambda: warmed.append(fake)  # type: ignore[method-assign]
    monkeypatch.setattr(state, "open_service", lambda: fake)
    st.cache_resource.clear()
    assert state.get_service() is state.get_service()
    st.cache_resource.clear()
    assert warmed == [fake]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_no_html_by_way_of_markdown(source: Path) -> None:
    assert "unsafe_allow" not in source.read_text(encoding="utf-8")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_every_widget_has_a_key(source: Path) -> None:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        called = node.func if isinstance(node, ast.Call) else None
        if (
            isinstance(node, ast.Call)
            and isinstance(called, ast.Attribute)
            and called.attr in KEYED
        ):
            assert "key" in {keyword.arg for keyword in node.keywords}, ast.unparse(node)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_modules_are_small(source: Path) -> None:
    assert len(source.read_text(encoding="utf-8").splitlines()) <= 120
