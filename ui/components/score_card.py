"""The score of an answer, in figures and in words."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from evaluator import Evaluation, Gate, Verdict
from ui.components.plain import plain
from ui.components.words import VERDICT_WORDS, counted

_Colour = Literal["red", "orange", "green", "gray"]

_BADGES: dict[Verdict, tuple[_Colour, str]] = {
    Verdict.STRONG: ("green", ":material/verified:"),
    Verdict.GOOD: ("green", ":material/thumb_up:"),
    Verdict.PARTIAL: ("orange", ":material/adjust:"),
    Verdict.WEAK: ("orange", ":material/trending_down:"),
    Verdict.WRONG: ("red", ":material/cancel:"),
    Verdict.NOT_AN_ANSWER: ("gray", ":material/block:"),
}

_GATE_TITLES = {
    Gate.EMPTY: "There is no answer yet",
    Gate.TOO_SHORT: "Too short to score",
    Gate.ECHO: "This repeats the question",
    Gate.KEYWORD_LIST: "A list of words, not an answer",
    Gate.NOT_LANGUAGE: "This cannot be read as an answer",
    Gate.OFF_TOPIC: "This answers something else",
    Gate.TO_GRADER: "This speaks to the grader",
}


def gate_notice(evaluation: Evaluation) -> None:
    """Why a text was not scored as an answer, when a gate fired."""
    for gate in evaluation.gates:
        st.warning(plain(gate.message), title=_GATE_TITLES[gate.gate], icon=":material/block:")


def score_card(evaluation: Evaluation, answer: str) -> None:
    """Score, verdict, a line that explains it, and what the closeness of wording means."""
    colour, icon = _BADGES[evaluation.verdict]
    score = round(evaluation.score)
    with st.container(border=True, key="score_card"):
        left, right = st.columns([1, 2], vertical_alignment="center", gap="medium")
        left.metric("Score out of 100", score)
        right.badge(VERDICT_WORDS[evaluation.verdict], icon=icon, color=colour)
        if evaluation.feedback.summary not in {gate.message for gate in evaluation.gates}:
            right.text(evaluation.feedback.summary)
        st.progress(min(max(score, 0), 100))
        if not evaluation.gates:
            low, high = (round(bound) for bound in evaluation.interval)
            st.caption(f"A human grade would most likely be between {low} and {high}.")
        st.caption(
            f"{counted(len(answer.split()), 'word')}. Wording similarity "
            f"{evaluation.similarity:.0%}: how close your wording is to the reference. "
            "It does not decide the score."
        )
