"""Things to search for, in the words that people use, taken from the bank."""

from __future__ import annotations

import streamlit as st

from content import Pack
from ui.components.plain import plain

COUNT = 6
"""Suggestions shown: a few themes, not a list to read."""

LONGEST = 70
"""Most characters of a suggestion, so that it fits on a button."""


def suggested_queries(pack: Pack, count: int = COUNT) -> list[str]:
    """One other wording of a question from each of `count` themes spread over the pack."""
    by_theme: dict[str, str] = {}
    for question in pack.questions:
        for text in question.also_asked:
            if len(text) <= LONGEST and text.endswith("?"):
                by_theme.setdefault(question.theme, text)
    found = list(by_theme.values())
    step = max(len(found) / count, 1.0)
    return [found[int(place * step)] for place in range(min(count, len(found)))]


def suggestions(pack: Pack, query_key: str) -> None:
    """A button for each suggestion; it fills in the query of the widget with this key."""
    st.caption("For example:")
    with st.container(gap=None, key="list_suggestions"):
        for number, query in enumerate(suggested_queries(pack)):
            st.button(
                plain(query),
                key=f"suggestion_{number}",
                icon=":material/search:",
                on_click=_search_for,
                args=(query_key, query),
                type="tertiary",
                wrap=True,
            )


def _search_for(query_key: str, query: str) -> None:
    st.session_state[query_key] = query
