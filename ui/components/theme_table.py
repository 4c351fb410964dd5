"""How many questions each theme has of each difficulty; what is missing stands out."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from content import Pack
from ui.components.words import DIFFICULTY_WORDS, counted, difficulty_words

MISSING = "background-color: rgba(229, 0, 43, 0.22); font-weight: 700"
"""Readable on the light and on the dark background; the 0 itself says it without colour."""

WHOLE = 10
LONGEST = 390
"""Themes up to which the table is shown whole, and its pixels when it has more and scrolls."""

LEVEL_PIXELS = 48
"""Width of a column of counts: on a phone three of them fit beside the theme."""

LEVELS = [str(level) for level in DIFFICULTY_WORDS]


def theme_counts(pack: Pack) -> pd.DataFrame:
    """A row for each theme of the pack: its title, its questions of each difficulty, and all."""
    counts: Counter[tuple[str, int]] = Counter(
        (question.theme, question.difficulty) for question in pack.questions
    )
    rows = [
        [theme.title, *(each := [counts[theme.id, level] for level in DIFFICULTY_WORDS]), sum(each)]
        for theme in pack.themes
    ]
    return pd.DataFrame(rows, columns=["Theme", *LEVELS, "All"])


def theme_table(pack: Pack) -> None:
    """The counts, with every 0 marked, and how many there are."""
    counts = theme_counts(pack)
    st.subheader("Themes and difficulties", anchor=False)
    st.caption(_gap_words(int((counts[LEVELS] == 0).to_numpy().sum())))
    st.dataframe(
        counts.style.map(lambda count: "" if count else MISSING, subset=LEVELS),
        key="theme_table",
        hide_index=True,
        height=LONGEST if len(counts) > WHOLE else "content",
        column_config={
            "Theme": st.column_config.TextColumn(pinned=True, width="medium"),
            **{
                str(level): st.column_config.NumberColumn(help=words, width=LEVEL_PIXELS)
                for level, words in DIFFICULTY_WORDS.items()
            },
        },
    )


def _gap_words(gaps: int) -> str:
    easiest, hardest = difficulty_words(1), difficulty_words(5)
    scale = f"From 1, {easiest.lower()}, to 5, {hardest.lower()}."
    if not gaps:
        return f"{scale} Every theme has questions of every difficulty."
    return f"{scale} Marked: {counted(gaps, 'place')} without any question."
