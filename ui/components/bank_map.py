"""The map of the bank: where its questions crowd, where they leave gaps, and which are alike."""

from __future__ import annotations

from typing import Any

import streamlit as st

from content import Pack
from service import Service
from ui.components.map_chart import SELECTED, map_chart
from ui.components.map_rows import ID, map_rows, twins
from ui.components.theme_table import theme_table
from ui.components.words import counted

KEY = "bank_map"


def bank_map_chart(service: Service) -> str | None:
    """The map and the table of themes; the id of the question that was clicked, or None.

    It stays chosen in later runs of the page until another place of the map is clicked.
    """
    with st.spinner("Drawing the map…"):
        points = service.bank_map()
    st.caption(
        "Each mark is a question, the larger the harder. Those that ask alike things lie together; "
        "a gap is what nobody asks. Click a mark to open its question, or a theme below the map to "
        "see it alone (Shift adds another, a double click brings all back)."
    )
    event = st.altair_chart(
        map_chart(map_rows(service.pack, points)),
        key=KEY,
        on_select="rerun",
        selection_mode=[SELECTED],
        width="stretch",
    )
    st.caption(_twin_words(len(twins(points))))
    theme_table(service.pack)
    return chosen_question(service.pack, event)


def chosen_question(pack: Pack, event: Any) -> str | None:
    """The id that a chart's event names, when the pack has such a question: a browser sent it."""
    rows = (event or {}).get("selection", {}).get(SELECTED)
    first = rows[0] if isinstance(rows, list) and rows else None
    question_id = first.get(ID) if isinstance(first, dict) else None
    known = isinstance(question_id, str) and pack.question(question_id) is not None
    return question_id if known else None


def _twin_words(count: int) -> str:
    if not count:
        return "No two questions ask the same."
    return f"Ringed: {counted(count, 'question')} that another one asks too; merge or change them."
