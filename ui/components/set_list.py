"""The questions of a set, each of which can be pinned or swapped."""

from __future__ import annotations

import streamlit as st

from interview import QuestionSet, SetItem
from service import Service
from ui.components import set_state
from ui.components.plain import bullets, plain
from ui.components.words import about, counted


def set_list(service: Service, question_set: QuestionSet) -> None:
    """Length and notes of the set, its questions, and a button for another choice."""
    number = counted(len(question_set.items), "question")
    st.header(f"{number}, {counted(question_set.minutes, 'minute')}", anchor=False)
    if question_set.notes:
        st.info(bullets(question_set.notes), icon=":material/info:")
    for place, item in enumerate(question_set.items, 1):
        _item(service, place, item)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Make again",
            key="set_again",
            icon=":material/refresh:",
            on_click=set_state.make_again,
            args=(service,),
        )
        st.caption("Another choice of questions; the pinned ones stay.")


def _item(service: Service, place: int, item: SetItem) -> None:
    question = item.question
    with st.container(border=True, key=f"set_item_{question.id}"):
        text, buttons = st.columns([7, 3], vertical_alignment="center")
        with text.container(gap="xxsmall"):
            st.markdown(f"**{place}. {plain(question.question)}**")
            facts = f"{counted(item.minutes, 'minute')} · relevance {item.relevance:.2f}"
            st.caption(plain(f"{facts} · {about(service.pack, question)}"))
        with buttons.container(
            horizontal=True, horizontal_alignment="right", vertical_alignment="center"
        ):
            pinned = st.toggle("Pin", key=set_state.pin_key(question.id), persist_state="session")
            st.button(
                "Swap",
                key=f"set_swap_{question.id}",
                icon=":material/swap_horiz:",
                on_click=set_state.swap,
                args=(service, question.id),
                disabled=pinned,
                help="Unpin it first" if pinned else "Another question in its place",
            )
