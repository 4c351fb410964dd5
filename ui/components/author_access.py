"""Who may see and edit the bank: whoever has the author's code, or sits at this computer."""

from __future__ import annotations

import hmac

import streamlit as st
from pydantic import SecretStr

from ui.components.attempt_limit import AttemptLimit

SECONDS = 60.0
TRIES_OF_SESSION = 5
TRIES_OF_PROCESS = 30
"""Tries a minute of all sessions together: a new session is a page load away."""

THIS_COMPUTER = frozenset({"127.0.0.1", "::1", "localhost"})
"""Addresses of the server at which only this computer reaches it."""

_ADMITTED = "author_admitted"
_CODE = "author_code"
_TRIES = "author_tries"


def author_access(code: SecretStr | None) -> bool:
    """Whether this person may edit. Asks for the code where there is one, and ends the run
    until it is given; says how to allow editing where nobody may.
    """
    if code is not None:
        if not st.session_state.get(_ADMITTED):
            _ask(code)
        return True
    if st.get_option("server.address") in THIS_COMPUTER:
        st.caption(
            "Reference answers are shown here. Before others can open this app, set "
            "VIVA_AUTHOR_CODE, and this page asks for it."
        )
        return True
    st.info(
        "You can look, not edit. To edit, start the app with VIVA_AUTHOR_CODE set to a code of "
        "your own, or let it listen on 127.0.0.1 only. Without a code, everyone who opens the app "
        "sees the reference answers here.",
        icon=":material/lock:",
    )
    return False


def lock_button(code: SecretStr | None) -> None:
    """A button that has the code asked for again, where there is one."""
    if code is not None:
        st.button("Lock the page", key="author_lock", icon=":material/lock:", on_click=_lock)


def _ask(code: SecretStr) -> None:
    with st.form("author_form", clear_on_submit=True):
        st.caption("This page shows the reference answers. It is for the authors of the bank.")
        typed = st.text_input("Author's code", type="password", key=_CODE, autocomplete="off")
        sent = st.form_submit_button("Open", key="author_open", type="primary")
    if sent and not _may_try():
        st.error("Too many tries. Wait a minute, then try again.", icon=":material/timer:")
    elif sent and hmac.compare_digest((typed or "").encode(), code.get_secret_value().encode()):
        st.session_state[_ADMITTED] = True
        st.rerun()
    elif sent:
        st.error("That is not the code.", icon=":material/block:")
    st.stop()


def _may_try() -> bool:
    of_session = st.session_state.setdefault(_TRIES, AttemptLimit(TRIES_OF_SESSION, SECONDS))
    return bool(of_session.take() and _limit_of_process().take())


@st.cache_resource(show_spinner=False)
def _limit_of_process() -> AttemptLimit:
    return AttemptLimit(TRIES_OF_PROCESS, SECONDS)


def _lock() -> None:
    st.session_state[_ADMITTED] = False
