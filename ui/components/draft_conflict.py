"""When the saved question is no longer the one that a draft began from."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from content import Pack, Question
from ui.components.draft import Draft
from ui.components.draft_problems import is_edited, says
from ui.components.draft_state import discard, keep_draft, open_draft
from ui.components.draft_typed import field_key, typed
from ui.components.draft_views import interviewer_view
from ui.components.sure_button import sure_button


def follow_bank(draft: Draft, pack: Pack) -> Draft:
    """The draft as typed; one without edits of its own says what the bank says now.

    One that says already what the bank says now, as after a save cut short, begins from that.
    """
    now = typed(draft)
    saved = pack.question(draft.origin.id) if draft.origin else None
    if saved is None or saved == draft.origin:
        return now
    if says(now, saved):
        return replace(now, origin=saved)
    if is_edited(now):
        return now
    discard(draft.serial, saved)
    return open_draft() or now


def draft_conflict(draft: Draft, pack: Pack) -> bool:
    """Whether somebody changed or removed the saved question meanwhile; then it asks what to do."""
    if draft.origin is None or pack.question(draft.origin.id) == draft.origin:
        return False
    saved = pack.question(draft.origin.id)
    if saved is None:
        _removed()
    else:
        _changed(pack, saved)
    with st.container(horizontal=True):
        st.button("Keep my edits", key="conflict_mine", on_click=_keep_mine, args=(draft, saved))
        sure_button(
            "Take the bank's version" if saved else "Discard my edits",
            "Your edits of this question are then gone.",
            "Yes, discard my edits",
            key="conflict_theirs",
            place=str(draft.serial),
            icon=":material/undo:",
            on_click=discard,
            args=(draft.serial, saved),
        )
    return True


def _removed() -> None:
    st.warning(
        "Somebody removed this question from the bank after you began to edit it. If you keep your "
        "edits, saving puts it back.",
        icon=":material/warning:",
    )


def _changed(pack: Pack, saved: Question) -> None:
    st.warning(
        "This question was changed in the bank after you began to edit it. If you keep your edits, "
        "saving replaces what the bank says now.",
        icon=":material/warning:",
    )
    with st.expander("What the bank says now", key="conflict_now", icon=":material/visibility:"):
        interviewer_view(pack, saved)


def _keep_mine(draft: Draft, saved: Question | None) -> None:
    """Begin from what the bank says now; what is not there any more keeps its id."""
    now = replace(typed(draft), origin=saved)
    keep_draft(now)
    if draft.origin is not None and not now.id:
        st.session_state[field_key(draft, "id")] = draft.origin.id
