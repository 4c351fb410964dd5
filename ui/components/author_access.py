"""Who may edit the bank: whoever has the author's code, or sits at this computer."""

from __future__ import annotations

import hmac

import streamlit as st
from pydantic import SecretStr

from ui.components.attempt_limit import AttemptLimit
from ui.components.request_origin import from_this_computer, visitor

SECONDS = 60.0
TRIES_OF_ADDRESS = 6
TRIES_OF_PROCESS = 30
"""Tries a minute of one address, and of all together: few enough that no one visitor uses up
what everybody has."""

_OF_PROCESS = AttemptLimit(TRIES_OF_PROCESS, TRIES_OF_ADDRESS, SECONDS)
"""Kept here, since any visitor can begin another session, and clear what Streamlit caches."""

_ADMITTED = "author_admitted"
_CODE = "author_code"


def author_access(code: SecretStr | None) -> bool:
    """Whether this person may edit. Asks for the code where there is one, and ends the run
    until it is given; says how to allow editing where nobody may.
    """
    if code is not None:
        if not st.session_state.get(_ADMITTED):
            _ask(code)
        return True
    if from_this_computer():
        st.caption(
            "Before others can open this app, set VIVA_AUTHOR_CODE: it keeps them from editing. "
            "References can still be read under Practice and Question sets."
        )
        return True
    st.info(
        "You can look, not edit. To edit, start the app with VIVA_AUTHOR_CODE set to a random code "
        "of your own, or let it listen on 127.0.0.1 only and open it on this computer.",
        icon=":material/lock:",
    )
    return False


def can_be_edited(code: SecretStr | None) -> bool:
    """Whether this visitor may edit, or may once the code is given."""
    return code is not None or from_this_computer()


def lock_button(code: SecretStr | None) -> None:
    """A button that has the code asked for again, where there is one."""
    if code is not None:
        st.button("Lock the page", key="author_lock", icon=":material/lock:", on_click=_lock)


def _ask(code: SecretStr) -> None:
    with st.form("author_form", clear_on_submit=True):
        st.caption(
            "This page is for the authors of the bank. The code keeps others from editing; "
            "references can be read under Practice and Question sets too."
        )
        typed = st.text_input("Author's code", type="password", key=_CODE, autocomplete="off")
        sent = st.form_submit_button("Open", key="author_open", type="primary")
    if sent and not _OF_PROCESS.take(visitor()):
        st.error("Too many tries. Wait a minute, then try again.", icon=":material/timer:")
    elif sent and hmac.compare_digest((typed or "").encode(), code.get_secret_value().encode()):
        st.session_state[_ADMITTED] = True
        st.rerun()
    elif sent:
        st.error("That is not the code.", icon=":material/block:")
    st.stop()


def _lock() -> None:
    st.session_state[_ADMITTED] = False
