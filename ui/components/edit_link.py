"""The way from a question on another page to its form on the Bank page."""

from __future__ import annotations

import streamlit as st

from content import Question
from service import Service
from ui.components.author_access import can_be_edited
from ui.state import BANK_PAGE, QUESTION_PARAMETER


def edit_link(service: Service, question: Question) -> None:
    """A small link, where the question can be edited in this app at all."""
    if can_be_edited(service.settings.author_code):
        st.page_link(
            BANK_PAGE,
            label="Edit in the bank",
            icon=":material/edit_document:",
            query_params={QUESTION_PARAMETER: question.id},
        )
