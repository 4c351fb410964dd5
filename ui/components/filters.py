"""Filters by theme, kind and difficulty."""

from __future__ import annotations

import streamlit as st

from content import Kind, Pack, Question
from index import Filters
from ui.components.words import DIFFICULTY_WORDS, counted, difficulty_words, kind_words, theme_title

_PARTS = ("themes", "kinds", "difficulties")


def filter_widgets(pack: Pack, key: str) -> Filters:
    """Three multi-selects; nothing chosen in one of them means no limit."""
    themes = st.multiselect(
        "Themes",
        [theme.id for theme in pack.themes],
        format_func=lambda theme_id: theme_title(pack, theme_id),
        key=f"{key}_themes",
        placeholder="Any theme",
        persist_state="session",
    )
    kinds = st.multiselect(
        "Kinds of question",
        [kind.value for kind in Kind],
        format_func=kind_words,
        key=f"{key}_kinds",
        placeholder="Any kind",
        persist_state="session",
    )
    difficulties = st.multiselect(
        "Difficulty",
        list(DIFFICULTY_WORDS),
        format_func=difficulty_words,
        key=f"{key}_difficulties",
        placeholder="Any difficulty",
        persist_state="session",
    )
    return Filters(frozenset(themes), frozenset(kinds), frozenset(difficulties))


def filters_label(key: str) -> str:
    """A name for the place of the filters that says how many are set."""
    chosen = sum(len(st.session_state.get(f"{key}_{part}") or ()) for part in _PARTS)
    return f"Filters: {counted(chosen, 'set', 'set')}" if chosen else "Filters"


def clear_filters(key: str) -> None:
    """Lift all limits. For use as a button's callback."""
    for part in _PARTS:
        st.session_state[f"{key}_{part}"] = []


def allows(filters: Filters, question: Question) -> bool:
    """Whether a question is within the limits."""
    return (
        (not filters.themes or question.theme in filters.themes)
        and (not filters.kinds or question.kind in filters.kinds)
        and (not filters.difficulties or question.difficulty in filters.difficulties)
    )
