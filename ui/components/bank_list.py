"""The questions of the bank as a table, within filters; choosing a row opens the question."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

import streamlit as st

from content import Pack, Question
from ui.components.bank_filter import holds
from ui.components.draft_state import begin_blank
from ui.components.filters import allows, clear_filters, filter_widgets, filters_label
from ui.components.words import counted, kind_words, theme_title

HOW_TO_OPEN = "Tick the box at the left of a row to open it."
_FILTERS = "bank"
_TEXT = "bank_text"
_LIST_HEIGHT = 460  # pixels: a dozen rows, so that what is below stays in reach


def bank_list(pack: Pack, may_edit: bool) -> Question | None:
    """The filters, a button for a new question, the questions, and how many each theme has.

    Returns the question that was chosen in this run, or None.
    """
    questions = _within(pack, may_edit)
    st.caption(_counted(pack, questions))
    if not questions:
        st.info("No question is within these filters.", icon=":material/filter_list_off:")
        st.button("Clear the filters", key="bank_clear", on_click=_clear)
        return None
    chosen = _table(pack, questions)
    with st.expander("Questions in each theme", key="bank_theme_list", icon=":material/folder:"):
        _themes(pack, questions)
    return chosen


def _within(pack: Pack, may_edit: bool) -> list[Question]:
    row = st.container(horizontal=True, vertical_alignment="bottom")
    piece = row.text_input(
        "Words in any text",
        key=_TEXT,
        type="search",
        live=True,
        icon=":material/search:",
        placeholder="just as they are written",
        persist_state="session",
    )
    label = filters_label(_FILTERS)
    with row.popover(label, icon=":material/filter_list:", key="bank_filters"):
        filters = filter_widgets(pack, _FILTERS)
    if may_edit:
        row.button("New question", key="bank_new", icon=":material/add:", on_click=begin_blank)
    return [q for q in pack.questions if allows(filters, q) and holds(q, piece or "")]


def _counted(pack: Pack, questions: Sequence[Question]) -> str:
    all_of_them = counted(len(pack.questions), "question")
    if len(questions) == len(pack.questions):
        return f"{all_of_them} in {counted(len(pack.themes), 'theme')}. {HOW_TO_OPEN}"
    return f"{len(questions)} of {all_of_them}. {HOW_TO_OPEN}"


def _table(pack: Pack, questions: Sequence[Question]) -> Question | None:
    event = st.dataframe(
        {
            "Question": [question.question for question in questions],
            "Theme": [theme_title(pack, question.theme) for question in questions],
            "Kind": [kind_words(question.kind) for question in questions],
            "Level": [question.difficulty for question in questions],
        },
        hide_index=True,
        height=_LIST_HEIGHT if len(questions) > 12 else "auto",
        column_config={
            "Question": st.column_config.TextColumn(width=345),
            "Theme": st.column_config.TextColumn(width=140),
            "Kind": st.column_config.TextColumn(width=120),
            "Level": st.column_config.NumberColumn(width=55, help="1 starter to 5 specialist"),
        },
        key=_list_key(questions),
        on_select="rerun",
        selection_mode="single-row",
    )
    rows = event.selection.rows
    return questions[rows[0]] if rows and rows[0] < len(questions) else None


def _list_key(questions: Sequence[Question]) -> str:
    """A key of just these rows: a row's number is not read as that of another list."""
    ids = " ".join(question.id for question in questions)
    return f"bank_list_{hashlib.sha256(ids.encode()).hexdigest()[:16]}"


def _themes(pack: Pack, questions: Sequence[Question]) -> None:
    within = Counter(question.theme for question in questions)
    whole = Counter(question.theme for question in pack.questions)
    st.dataframe(
        {
            "Theme": [theme.title for theme in pack.themes],
            "Within the filters": [within[theme.id] for theme in pack.themes],
            "In all": [whole[theme.id] for theme in pack.themes],
        },
        hide_index=True,
        key="bank_counts",
    )


def _clear() -> None:
    clear_filters(_FILTERS)
    st.session_state[_TEXT] = ""
