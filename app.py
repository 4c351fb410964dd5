"""The web page of Viva: its name and its five pages. Run it with `streamlit run app.py`."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.components.unsaved_drafts import tell_unsaved

ASSETS = Path(__file__).parent / "ui" / "assets"

st.set_page_config(page_title="Viva", page_icon=ASSETS / "icon.svg", layout="centered")
st.html(ASSETS / "viva.css")
st.logo(ASSETS / "viva.svg", size="large")
page = st.navigation(
    [
        st.Page(
            "ui/practice.py",
            title="Practice",
            icon=":material/edit_note:",
            help="Answer one interview question in your own words and see how it scores, and why.",
            default=True,
        ),
        st.Page(
            "ui/search.py",
            title="Search",
            icon=":material/search:",
            help="Find questions, and parts of the role guide, by what they mean.",
        ),
        st.Page(
            "ui/question_sets.py",
            title="Question sets",
            icon=":material/checklist:",
            help="Draw up a themed set of questions for an interview, and download it.",
        ),
        st.Page(
            "ui/guide.py",
            title="Guide",
            icon=":material/menu_book:",
            help="What the role is, what it pays, and what to prepare.",
        ),
        st.Page(
            "ui/bank.py",
            title="Bank",
            icon=":material/edit_document:",
            help="For authors: read, write, try and check the questions, and save them.",
        ),
    ],
    position="top",
)
if page.title != "Bank":
    tell_unsaved()
page.run()
