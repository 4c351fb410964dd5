"""The app under test: the real pages over a fake service."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.runtime.context import ContextProxy, StreamlitHeaders
from streamlit.testing.v1 import AppTest

from tests.ui.fake_service import FakeService

APP = Path(__file__).parents[2] / "app.py"


HERE = (("Host", "localhost:8501"),)


@pytest.fixture(autouse=True)
def asked_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser is on the computer of the server, as the headers and the address tell."""
    ask_from(monkeypatch, HERE)


def ask_from(
    monkeypatch: pytest.MonkeyPatch,
    headers: tuple[tuple[str, str], ...],
    address: str | None = None,
) -> None:
    """Let every request have these headers and come from this address."""
    monkeypatch.setattr(ContextProxy, "headers", property(lambda _: StreamlitHeaders(headers)))
    monkeypatch.setattr(ContextProxy, "ip_address", property(lambda _: address))


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> FakeService:
    """The service that every page gets."""
    fake = FakeService()
    monkeypatch.setattr("ui.state.get_service", lambda: fake)
    return fake


@pytest.fixture
def app(service: FakeService) -> AppTest:
    """The app, run once: the practice page."""
    return AppTest.from_file(str(APP), default_timeout=20).run()


@pytest.fixture
def search_page(app: AppTest) -> AppTest:
    return app.switch_page("ui/search.py").run()


@pytest.fixture
def sets_page(app: AppTest) -> AppTest:
    return app.switch_page("ui/question_sets.py").run()


@pytest.fixture
def guide_page(app: AppTest) -> AppTest:
    return app.switch_page("ui/guide.py").run()


@pytest.fixture
def bank_page(app: AppTest) -> AppTest:
    return go(app, "ui/bank.py")


def go(app: AppTest, page: str) -> AppTest:
    """Choose another page in the navigation; a browser then leaves the address's question."""
    app.query_params.clear()
    return app.switch_page(page).run()
