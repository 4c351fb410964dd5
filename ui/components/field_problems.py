"""What is wrong with a field of a draft, told below it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui.components.draft import line_numbers
from ui.components.draft_problems import CheckedDraft
from ui.components.plain import plain
from ui.components.schema_words import in_words


def problems(messages: Sequence[str], blank: bool = False) -> None:
    """Each message on its own line: quiet where nothing was typed yet."""
    icon = ":gray[:material/edit:]" if blank else ":red[:material/error:]"
    for message in messages:
        st.caption(f"{icon} {plain(in_words(message))}")


def of_lines(checked: CheckedDraft, place: str, text: str) -> list[str]:
    """The problems of the items of a list, each with the number of its line in the text."""
    prefix = f"{place}."
    numbers = line_numbers(text)
    return [
        f"Line {numbers[int(found.removeprefix(prefix))]}: {message}"
        for found, messages in checked.problems.items()
        if found.startswith(prefix) and found.removeprefix(prefix).isdecimal()
        for message in messages
    ]
