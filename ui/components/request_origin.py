"""Where a request comes from: this very computer, or an address elsewhere."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

THIS_COMPUTER = frozenset({"127.0.0.1", "::1", "localhost"})
"""Names of this computer for itself: where a server listens for it alone, and whom it asks."""

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-Ip")
"""Headers by which a proxy says that it passes on the request of another."""


def from_this_computer() -> bool:
    """Whether the server listens for this computer alone, and this request is its own.

    A proxy on this computer passes on the requests of others. A foreign page whose name was made to
    lead here (DNS rebinding) asks for a host of that name.
    """
    headers = st.context.headers
    return (
        st.get_option("server.address") in THIS_COMPUTER
        and _name(headers.get("Host", "")) in THIS_COMPUTER
        and not any(name in headers for name in FORWARDED)
    )


def visitor() -> str:
    """The address of who asks; empty for this computer. A proxy's visitors share its address."""
    return str(st.context.ip_address or "")


def _name(host: str) -> str | None:
    """The name in a Host header, without its port; None for one that is malformed."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
