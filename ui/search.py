"""Search: find questions, and parts of the guide, by what they mean."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from content import VivaError
from index import Change, Filters
from service import Service
from ui.components.filters import clear_filters, filter_widgets, filters_label
from ui.components.guide_card import guide_card
from ui.components.guide_parts import guide_parts
from ui.components.hit_card import hit_card
from ui.components.plain import plain
from ui.components.suggestions import suggestions
from ui.components.words import counted
from ui.state import page_service

QUERY = "search_query"
FILTERS = "search"
ANYWAY = "search_anyway_query"
GUIDE_MATCHES = 3  # a pointer to the guide below the questions, not a second list


def questions_found(service: Service, query: str, filters: Filters) -> bool:
    """The questions closest to the query, or why there are none; whether there are any."""
    anyway = st.session_state.get(ANYWAY) == query
    hits = service.search(query, filters=filters, anyway=anyway)
    if not hits:
        nothing_found(service, query)
        return False
    read_as(service.understood(query).changes)
    st.caption(f"{counted(len(hits), 'question')}, closest first")
    for hit in hits:
        hit_card(service.pack, hit)
    return True


def nothing_found(service: Service, query: str) -> None:
    """Why nothing was found, and what to do about it."""
    if service.search(query, k=1):
        st.info(
            "No question is within these filters. Lift one of them, or search in other words.",
            icon=":material/search_off:",
        )
        st.button("Clear the filters", key="search_clear", on_click=clear_filters, args=(FILTERS,))
        return
    st.info(
        "Nothing in the bank is about this. If it should be, say it in other words.",
        icon=":material/search_off:",
    )
    st.button("Show the closest anyway", key="search_anyway", on_click=want_anyway, args=(query,))


def want_anyway(query: str) -> None:
    """Have the closest shown for this query from now on."""
    st.session_state[ANYWAY] = query


def read_as(changes: Sequence[Change]) -> None:
    """Which words of the query were read as others."""
    told = [f"“{plain(change.written)}” as “{plain(change.read)}”" for change in changes]
    if told:
        st.caption(f"Read {', '.join(told)}.")


def guide_found(service: Service, query: str) -> None:
    """The parts of the guide closest to the query."""
    if service.pack.guide is None:
        return
    parts = {part.id: part for part in guide_parts(service.pack.guide)}
    hits = service.search_guide(query, GUIDE_MATCHES)
    found = [parts[hit.id] for hit in hits if hit.id in parts]
    if found:
        st.header("In the role guide", anchor=False)
        for part in found:
            guide_card(service.pack, part, "search_guide", show_section=True)


service = page_service()
st.title("Search", anchor=False)
st.caption("Finds questions by what they mean; the words need not match.")
query = st.text_input(
    "What do you want to be asked about?",
    key=QUERY,
    type="search",
    icon=":material/search:",
    placeholder="for example: my model is good in training and bad in production",
    persist_state="session",
)
with st.expander(filters_label(FILTERS), key="search_filters", icon=":material/filter_list:"):
    filters = filter_widgets(service.pack, FILTERS)
if not (query or "").strip():
    suggestions(service.pack, QUERY)
else:
    try:
        if questions_found(service, query or "", filters):
            guide_found(service, query or "")
    except VivaError as error:
        st.error(plain(str(error)), icon=":material/error:")
