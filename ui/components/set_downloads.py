"""Files of a question set: Markdown to read and JSON for other programs, for each reader."""

from __future__ import annotations

import re

import streamlit as st

from content import Pack
from interview import Audience, QuestionSet, to_json, to_markdown

LONGEST_NAME = 48
"""Most characters that a theme gives to a file's name."""


def file_stem(theme: str, audience: Audience) -> str:
    """A file name without ending: letters, digits and hyphens, whatever the theme holds."""
    words = re.sub(r"[^a-z0-9]+", "-", theme.lower())[:LONGEST_NAME].strip("-")
    return "-".join(part for part in ("interview", words, audience) if part)


def set_downloads(question_set: QuestionSet, pack: Pack, audience: Audience) -> None:
    """A button for each of the two formats."""
    stem = file_stem(question_set.request.theme, audience)
    with st.container(horizontal=True):
        st.download_button(
            "Markdown",
            to_markdown(question_set, pack, audience),
            f"{stem}.md",
            "text/markdown",
            key=f"download_{audience}_md",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            "JSON",
            to_json(question_set, pack, audience),
            f"{stem}.json",
            "application/json",
            key=f"download_{audience}_json",
            icon=":material/download:",
            on_click="ignore",
        )
