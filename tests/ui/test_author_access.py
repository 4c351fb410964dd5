"""The author's code: nothing of the bank is shown before it, and it cannot be guessed fast."""

from __future__ import annotations

import pytest
import streamlit as st
from pydantic import SecretStr
from streamlit.testing.v1 import AppTest

from service import InvalidSettingsError, Settings
from tests.ui.bank_steps import open_question, push
from tests.ui.conftest import APP
from tests.ui.fake_service import FakeService
from tests.ui.shown import button_keys, everything
from ui.components import author_access
from ui.components.attempt_limit import AttemptLimit

CODE = "naïve code of authors"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> FakeService:
    st.cache_resource.clear()
    fake = FakeService(settings=Settings(author_code=SecretStr(CODE)))
    monkeypatch.setattr("ui.state.get_service", lambda: fake)
    return fake


def enter(app: AppTest, code: str) -> AppTest:
    app.text_input(key="author_code").set_value(code)
    return app.button(key="author_open").click().run()


def bank() -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    return app.switch_page("ui/bank.py").run()


def test_nothing_is_shown_before_the_code(bank_page: AppTest) -> None:
    assert not bank_page.dataframe
    assert "decision trees" not in everything(bank_page)
    for wrong in ("", "wrong", CODE.upper(), CODE + " "):
        enter(bank_page, wrong)
        assert bank_page.error[0].value == "That is not the code."
        assert not bank_page.dataframe
        assert CODE not in everything(bank_page)


def test_the_code_opens_the_page_until_it_is_locked(bank_page: AppTest) -> None:
    enter(bank_page, CODE)
    assert not bank_page.exception
    assert bank_page.dataframe
    bank_page.switch_page("ui/search.py").run()
    bank_page.switch_page("ui/bank.py").run()
    assert "Edit" in [tab.label for tab in open_question(bank_page, 0).tabs]
    push(push(bank_page, "bank_back"), "author_lock")
    assert not bank_page.dataframe
    assert not button_keys(bank_page, "bank_")


def test_a_session_may_try_only_a_few_times(bank_page: AppTest) -> None:
    for _ in range(author_access.TRIES_OF_SESSION):
        enter(bank_page, "wrong")
    enter(bank_page, CODE)
    assert "Too many tries" in bank_page.error[0].value
    assert not bank_page.dataframe
    assert enter(bank(), CODE).dataframe  # another session still may


def test_all_sessions_together_have_a_limit(
    service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(author_access, "TRIES_OF_PROCESS", 2)
    for _ in range(2):
        enter(bank(), "wrong")
    app = enter(bank(), CODE)
    assert "Too many tries" in app.error[0].value
    assert not app.dataframe


def test_a_limit_counts_the_last_seconds_only() -> None:
    now = 0.0
    limit = AttemptLimit(2, 60.0, lambda: now)
    assert [limit.take(), limit.take(), limit.take()] == [True, True, False]
    now = 59.9
    assert not limit.take()
    now = 60.0
    assert [limit.take(), limit.take(), limit.take()] == [True, True, False]


def test_a_code_is_secret_and_not_too_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIVA_AUTHOR_CODE", "a good long code")
    assert "a good long code" not in repr(Settings())
    for short in ("", "short"):
        monkeypatch.setenv("VIVA_AUTHOR_CODE", short)
        with pytest.raises(InvalidSettingsError, match="VIVA_AUTHOR_CODE") as caught:
            Settings()
        assert "8" in str(caught.value)
