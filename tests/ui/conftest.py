"""The app under test: the real pages over a fake service."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.fake_service import FakeService

APP = Path(__file__).parents[2] / "app.py"


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
    return app.switch_page("ui/bank.py").run()
