"""The author's code: nothing of the bank is shown before it, and it cannot be guessed fast."""

from __future__ import annotations

import pytest
import streamlit as st
from pydantic import SecretStr
from streamlit.testing.v1 import AppTest

from service import InvalidSettingsError, Settings
from tests.ui.bank_steps import open_question, push
from tests.ui.conftest import APP, HERE, ask_from, go
from tests.ui.fake_service import FakeService
from tests.ui.shown import button_keys, everything
from ui.components import author_access
from ui.components.attempt_limit import AttemptLimit

CODE = "naïve code of authors"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> FakeService:
    limit = AttemptLimit(
        author_access.TRIES_OF_PROCESS, author_access.TRIES_OF_ADDRESS, author_access.SECONDS
    )
    monkeypatch.setattr(author_access, "_OF_PROCESS", limit)
    fake = FakeService(settings=Settings(author_code=SecretStr(CODE)))
    monkeypatch.setattr("ui.state.get_service", lambda: fake)
    return fake


def enter(app: AppTest, code: str) -> AppTest:
    app.text_input(key="author_code").set_value(code)
    return app.button(key="author_open").click().run()


def bank() -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    return go(app, "ui/bank.py")


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
    go(bank_page, "ui/bank.py")
    assert "Edit" in [tab.label for tab in open_question(bank_page, 0).tabs]
    push(push(bank_page, "bank_back"), "author_lock")
    assert not bank_page.dataframe
    assert not button_keys(bank_page, "bank_")


def test_an_address_may_try_only_a_few_times(
    bank_page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_from(monkeypatch, HERE, "192.0.2.1")
    for _ in range(author_access.TRIES_OF_ADDRESS):
        enter(bank_page, "wrong")
    st.cache_resource.clear()  # as any visitor can
    for app in (bank_page, bank()):
        enter(app, CODE)
        assert "Too many tries" in app.error[0].value
        assert not app.dataframe
    ask_from(monkeypatch, HERE, "192.0.2.2")
    assert enter(bank(), CODE).dataframe  # another address still may


def test_all_addresses_together_have_a_limit(
    service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(author_access, "_OF_PROCESS", AttemptLimit(2, 1, author_access.SECONDS))
    for address in ("192.0.2.1", "192.0.2.2"):
        ask_from(monkeypatch, HERE, address)
        enter(bank(), "wrong")
    ask_from(monkeypatch, HERE, "192.0.2.3")
    app = enter(bank(), CODE)
    assert "Too many tries" in app.error[0].value
    assert not app.dataframe


def test_no_one_address_can_use_up_what_all_have() -> None:
    assert 2 * author_access.TRIES_OF_ADDRESS < author_access.TRIES_OF_PROCESS


def test_a_limit_counts_the_last_seconds_only() -> None:
    now = 0.0
    limit = AttemptLimit(3, 2, 60.0, lambda: now)
    assert [limit.take(who) for who in "aaabb"] == [True, True, False, True, False]
    now = 59.9
    assert not limit.take("b")
    now = 60.0
    assert [limit.take(who) for who in "aaab"] == [True, True, False, True]


def test_the_code_is_not_said_to_keep_references_secret(bank_page: AppTest) -> None:
    assert "references can be read under Practice" in everything(bank_page)


def test_a_code_is_secret_and_not_too_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIVA_AUTHOR_CODE", "a good long code")
    assert "a good long code" not in repr(Settings())
    for short in ("", "short"):
        monkeypatch.setenv("VIVA_AUTHOR_CODE", short)
        with pytest.raises(InvalidSettingsError, match="VIVA_AUTHOR_CODE") as caught:
            Settings()
        assert "8" in str(caught.value)
