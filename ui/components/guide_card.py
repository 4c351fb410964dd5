"""One part of the role guide, with the questions that exercise it."""

from __future__ import annotations

import streamlit as st

from content import Pack
from ui.components.guide_parts import GuidePart
from ui.components.plain import plain
from ui.components.question_buttons import question_buttons
from ui.components.words import counted

ICON = ":material/edit_note:"


def guide_card(pack: Pack, part: GuidePart, key: str, show_section: bool = False) -> None:
    """Title, text and lines of a part; its questions stay folded away until asked for."""
    with st.container(border=True, key=f"{key}_{part.id}"):
        with st.container(gap="xxsmall"):
            st.markdown(f"#### {plain(part.title)}", anchors=False)
            if show_section:
                st.caption(plain(part.section))
        if part.text:
            st.text(part.text)
        for name, text in part.lines:
            st.markdown(f"**{plain(name)}**  \n{plain(text)}")
        if part.questions:
            label = f"Practise: {counted(len(part.questions), 'question')}"
            with st.expander(label, key=f"{key}_questions_{part.id}", type="compact", icon=ICON):
                question_buttons(pack, part.questions, f"{key}_{part.id}")
