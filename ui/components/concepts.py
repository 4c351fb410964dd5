"""What an answer did with each key concept, in four groups."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from evaluator import ConceptResult, Evaluation, Status
from ui.components.plain import plain, shortened

QUOTE = 300
"""Most characters of a quotation: three to four lines. The answer above it shows all."""

_GROUPS = (
    (Status.STATED, "Said well", "green", ":material/check_circle:"),
    (Status.PARTLY, "Partly", "orange", ":material/adjust:"),
    (Status.MISSING, "Missing", "gray", ":material/radio_button_unchecked:"),
    (Status.CONTRADICTED, "Contradicted", "red", ":material/cancel:"),
)


def concepts(evaluation: Evaluation) -> None:
    """The groups that are not empty, concepts numbered in the rubric's order from 1."""
    numbered = list(enumerate(evaluation.concepts, 1))
    for status, title, colour, icon in _GROUPS:
        group = [(n, concept) for n, concept in numbered if concept.status is status]
        if group:
            st.subheader(f":{colour}[{icon}] {title}: {len(group)}", anchor=False)
            _group(status, group)


def _group(status: Status, group: Sequence[tuple[int, ConceptResult]]) -> None:
    with st.container(border=True, key=f"concepts_{status.value}", gap="medium"):
        for number, concept in group:
            with st.container(gap="xsmall"):
                _concept(number, concept)


def _concept(number: int, concept: ConceptResult) -> None:
    core = " :violet-badge[Core]" if concept.core else ""
    st.markdown(f"**{number}. {plain(concept.label)}**{core}")
    if concept.status is Status.CONTRADICTED:
        _contradiction(concept)
        return
    st.text(concept.claim)
    _quote(concept)


def _contradiction(concept: ConceptResult) -> None:
    """What was said, and the wrong claim behind it, beside the right one."""
    said, right = st.columns(2, gap="medium")
    with said.container(gap="xsmall"):
        st.markdown(":red[:material/close: **What your answer says**]")
        _quote(concept)
        if concept.misconception:
            st.caption("A known misconception")
            st.text(concept.misconception)
    with right.container(gap="xsmall"):
        st.markdown(":green[:material/check: **What holds**]")
        st.text(concept.claim)


def _quote(concept: ConceptResult) -> None:
    if concept.evidence is not None:
        st.caption(f"You wrote: “{plain(shortened(concept.evidence.text, QUOTE))}”")
