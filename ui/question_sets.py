"""Question sets: a themed set for an interview, and the papers for both sides of the table."""

from __future__ import annotations

import streamlit as st

from content import Pack
from interview import QuestionSet
from ui.components.plain import plain
from ui.components.set_downloads import set_downloads
from ui.components.set_form import set_form
from ui.components.set_list import set_list
from ui.components.set_preview import candidate_version, interviewer_version
from ui.components.set_state import current_set, last_error
from ui.state import page_service


def papers(question_set: QuestionSet, pack: Pack) -> None:
    """Preview and files of the candidate's and the interviewer's version."""
    st.header("Preview and download", anchor=False)
    candidate, interviewer = st.tabs(["Candidate version", "Interviewer version"], key="set_papers")
    with candidate:
        set_downloads(question_set, pack, "candidate")
        candidate_version(question_set)
    with interviewer:
        set_downloads(question_set, pack, "interviewer")
        interviewer_version(question_set, pack)


service = page_service()
st.title("Question sets", anchor=False)
st.caption("Say what the interview is about; every candidate can then be asked the same questions.")
set_form(service)
if error := last_error():
    st.error(plain(error), icon=":material/error:")
made = current_set()
if made:
    set_list(service, made)
    papers(made, service.pack)
