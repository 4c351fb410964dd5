"""Every field of a draft, each with what is wrong with it."""

from __future__ import annotations

import streamlit as st

from content import REFERENCE_WORDS, Kind, Pack
from service import Service
from ui.components.accepted_rows import accepted_rows
from ui.components.claim_suggestions import claim_suggestions
from ui.components.concept_rows import concept_rows
from ui.components.draft_fields import choice_field, line_field, problems, seeded, text_field
from ui.components.draft_problems import CheckedDraft
from ui.components.draft_typed import field_key
from ui.components.misconception_rows import misconception_rows
from ui.components.words import DIFFICULTY_WORDS, counted, difficulty_words, kind_words, theme_title

REFERENCE_HEIGHT = 260
LINES_HEIGHT = 120


def draft_form(service: Service, checked: CheckedDraft) -> None:
    """The fields in the order in which a question is thought of."""
    _what_is_asked(service.pack, checked)
    _reference(checked)
    st.subheader("Claims that a good answer makes", anchor=False)
    claim_suggestions(service, checked)
    concept_rows(checked)
    st.subheader("Misconceptions", anchor=False)
    misconception_rows(checked)
    st.subheader("What else belongs to it", anchor=False)
    _around(service.pack, checked)
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


def _around(pack: Pack, checked: CheckedDraft) -> None:
    draft = checked.draft
    text_field(
        checked,
        "follow_ups",
        "Questions that may follow, one a line",
        draft.follow_ups,
        height=LINES_HEIGHT,
    )
    used = {tag for question in pack.questions for tag in question.tags}
    key = seeded(field_key(draft, "tags"), list(draft.tags))
    with st.container(gap="xxsmall"):
        st.multiselect(
            "Tags",
            sorted({*used, *draft.tags}),
            key=key,
            accept_new_options=True,
            placeholder="Choose, or type a new one",
        )
        problems(_of_tags(checked), not draft.tags)
    left, right = st.columns(2)
    with left:
        line_field(
            checked,
            "id",
            "Id",
            draft.id,
            placeholder=checked.id,
            disabled=draft.origin is not None,
            help=(
                "The id of a saved question stays: links and results name it. Left empty, the id "
                "of a new one is made from its words."
            ),
        )
    with right:
        line_field(
            checked,
            "seed_id",
            "Id in an older list",
            draft.seed_id,
            help="Where the question came from; leave it empty for a question of your own.",
        )


def _of_tags(checked: CheckedDraft) -> list[str]:
    return [
        message
        for place, messages in checked.problems.items()
        if place.split(".")[0] == "tags"
        for message in messages
    ]
