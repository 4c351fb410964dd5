"""What to correct and what to add, as an interviewer would say it."""

from __future__ import annotations

import streamlit as st

from evaluator import Feedback
from ui.components.plain import bullets


def feedback(said: Feedback) -> None:
    """Corrections and gaps; nothing when there are none."""
    for title, lines in (("What to correct", said.corrections), ("What to add", said.gaps)):
        if lines:
            st.subheader(title, anchor=False)
            st.markdown(bullets(lines))
