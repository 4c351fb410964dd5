"""Guide: what the role is, what it pays, and what to prepare."""

from __future__ import annotations

import streamlit as st

from content import RoleGuide, VivaError
from service import Service
from ui.components.guide_card import guide_card
from ui.components.guide_parts import PAY, PREPARE, RESPONSIBILITIES, SKILLS, TOOLS, guide_parts
from ui.components.plain import plain
from ui.state import page_service

SECTIONS = (RESPONSIBILITIES, SKILLS, TOOLS, PAY, PREPARE)
MATCHES = 8  # about one part in five of the whole guide


def whole_guide(service: Service, guide: RoleGuide) -> None:
    """Who the role is for, and a tab for each of the five sections."""
    parts = guide_parts(guide)
    st.text(guide.who)
    titles = {section: [p for p in parts if p.section == section] for section in SECTIONS}
    tabs = st.tabs(list(titles), key="guide_sections")
    for tab, (section, found) in zip(tabs, titles.items(), strict=True):
        with tab:
            for part in found:
                guide_card(service.pack, part, "guide")
            if section == PAY:
                st.caption(plain(guide.salary_note))


def matches(service: Service, guide: RoleGuide, query: str) -> None:
    """The parts of the guide closest in meaning to the query, best first."""
    parts = {part.id: part for part in guide_parts(guide)}
    hits = service.search_guide(query, MATCHES)
    st.caption("Closest parts first. Clear the box to see the whole guide.")
    for hit in hits:
        if hit.id in parts:
            guide_card(service.pack, parts[hit.id], "found", show_section=True)
    if not hits:
        st.info("Nothing in the guide is close to that. Try other words.")


service = page_service()
guide = service.pack.guide
if guide is None:
    st.title("Guide", anchor=False)
    st.info("This question pack has no guide to its role.", icon=":material/menu_book:")
    st.stop()
st.title(plain(f"Guide: {guide.role}"), anchor=False)
query = st.text_input(
    "Search the guide",
    key="guide_query",
    type="search",
    icon=":material/search:",
    placeholder="for example: pay in the UK, or which tools to know",
    persist_state="session",
)
if not (query or "").strip():
    whole_guide(service, guide)
else:
    try:
        matches(service, guide, query or "")
    except VivaError as error:
        st.error(plain(str(error)), icon=":material/error:")
