"""Without a code only this very computer may edit, and not for somebody else."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import HERE, ask_from, go
from tests.ui.shown import button_keys, everything


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST:80"])
def test_this_computer_may_edit(app: AppTest, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    ask_from(monkeypatch, (("Host", host),))
    assert may_edit(app)


@pytest.mark.parametrize(
    "headers",
    [
        (),
        (("Host", "evil.example:8501"),),
        (("Host", "127.0.0.1.evil.example"),),
        (("Host", "localhost@evil.example"),),
        (("Host", "[::1"),),
        (*HERE, ("X-Forwarded-For", "192.0.2.1")),
        (*HERE, ("forwarded", "for=192.0.2.1")),
    ],
)
def test_a_request_passed_on_or_for_another_host_may_only_read(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, headers: tuple[tuple[str, str], ...]
) -> None:
    ask_from(monkeypatch, headers)
    assert not may_edit(app)


def may_edit(app: AppTest) -> bool:
    """Whether the Practice page leads to the form, and the Bank page agrees."""
    app.run()
    linked = "Edit in the bank" in everything(app)
    assert bool(button_keys(go(app, "ui/bank.py"), "bank_new")) is linked
    assert bool(app.info) is not linked
    return linked
