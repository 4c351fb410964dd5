"""What became of a question, said in the run after it was saved or removed."""

from __future__ import annotations

import streamlit as st

from ui.components.plain import plain

_TOLD = "bank_told"


def tell_later(message: str) -> None:
    """Have a message said by the next run of the Bank page."""
    st.session_state[_TOLD] = message


def tell_saved() -> None:
    """Say once what the run before left to be said."""
    told = st.session_state.pop(_TOLD, None)
    if told:
        st.toast(plain(str(told)), icon=":material/check_circle:", duration="long")
