"""The fields around what is asked and answered: follow-ups, tags and ids."""

from __future__ import annotations

import streamlit as st

from content import Pack
from ui.components.draft_fields import LINES_HEIGHT, line_field, text_field
from ui.components.draft_problems import CheckedDraft
from ui.components.draft_typed import field_key
from ui.components.field_problems import problems


def draft_surroundings(pack: Pack, checked: CheckedDraft) -> None:
    """Follow-ups, tags (those of the bank are offered), and the ids of the question."""
    draft = checked.draft
    text_field(
        checked,
        "follow_ups",
        "Questions that may follow, one a line",
        draft.follow_ups,
        height=LINES_HEIGHT,
    )
    used = {tag for question in pack.questions for tag in question.tags}
    with st.container(gap="xxsmall"):
        st.multiselect(
            "Tags",
            sorted({*used, *draft.tags}),
            default=draft.tags,
            key=field_key(draft, "tags"),
            persist_state="session",
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
