"""Every field of a draft, each with what is wrong with it."""

from __future__ import annotations

import streamlit as st

from content import REFERENCE_WORDS, Kind, Pack
from service import Service
from ui.components.accepted_rows import accepted_rows
from ui.components.claim_suggestions import claim_suggestions
from ui.components.concept_rows import concept_rows
from ui.components.draft_fields import LINES_HEIGHT, choice_field, line_field, text_field
from ui.components.draft_problems import CheckedDraft
from ui.components.draft_surroundings import draft_surroundings
from ui.components.misconception_rows import misconception_rows
from ui.components.words import DIFFICULTY_WORDS, counted, difficulty_words, kind_words, theme_title

REFERENCE_HEIGHT = 260  # pixels: a reference of 120 words on a narrow screen


def draft_form(service: Service, pack: Pack, checked: CheckedDraft) -> None:
    """The fields in the order in which a question is thought of."""
    st.caption("What makes a good question stands in docs/writing-questions.md.")
    _what_is_asked(pack, checked)
    _reference(checked)
    st.subheader("Claims that a good answer makes", anchor=False)
    claim_suggestions(service, checked)
    concept_rows(checked)
    st.subheader("Misconceptions", anchor=False)
    misconception_rows(checked)
    st.subheader("What else belongs to it", anchor=False)
    draft_surroundings(pack, checked)
    st.subheader("Findings of the checks that may stand", anchor=False)
    accepted_rows(checked)


def _what_is_asked(pack: Pack, checked: CheckedDraft) -> None:
    draft = checked.draft
    line_field(checked, "question", "Question", draft.question)
    choice_field(
        checked,
        "theme",
        "Theme",
        [theme.id for theme in pack.themes],
        draft.theme,
        format_func=lambda theme_id: theme_title(pack, theme_id),
    )
    left, right = st.columns(2)
    with left:
        kinds = [kind.value for kind in Kind]
        choice_field(checked, "kind", "Kind", kinds, draft.kind, format_func=kind_words)
    with right:
        choice_field(
            checked,
            "difficulty",
            "Difficulty",
            list(DIFFICULTY_WORDS),
            draft.difficulty,
            format_func=lambda level: f"{level}: {difficulty_words(level)}",
        )
    text_field(
        checked,
        "also_asked",
        "Other ways to ask it, one a line",
        draft.also_asked,
        height=LINES_HEIGHT,
        note="2 to 4 are needed",
    )


def _reference(checked: CheckedDraft) -> None:
    low, high = REFERENCE_WORDS
    words = counted(len(checked.draft.reference.split()), "word")
    text_field(
        checked,
        "reference",
        "Reference answer",
        checked.draft.reference,
        height=REFERENCE_HEIGHT,
        note=f"{words}; {low} to {high} are wanted",
        placeholder="What a very good candidate says, as it would be spoken",
    )
