"""The question set in hand: made, made again, and changed, by callbacks of its buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from content import VivaError
from interview import QuestionSet, SetRequest
from service import Service

THEME = "set_theme"
COUNT = "set_count"
MINUTES = "set_minutes"
DIFFICULTIES = "set_difficulties"
KINDS = "set_kinds"
SEED = "set_seed"

_SET = "set_current"
_ERROR = "set_error"


def current_set() -> QuestionSet | None:
    """The set that the page shows."""
    found = st.session_state.get(_SET)
    return found if isinstance(found, QuestionSet) else None


def last_error() -> str | None:
    """Why the last wish could not be met; None when it was."""
    found = st.session_state.get(_ERROR)
    return found if isinstance(found, str) else None


def pin_key(question_id: str) -> str:
    """The key of the toggle that pins a question."""
    return f"set_pin_{question_id}"


def pinned(question_set: QuestionSet) -> tuple[str, ...]:
    """The ids of the questions that are to stay, in the order of the set."""
    ids = (item.question.id for item in question_set.items)
    return tuple(found for found in ids if st.session_state.get(pin_key(found)))


def make(service: Service) -> None:
    """A set as the form asks; what is pinned stays while the theme is the same."""
    request = _asked()
    before = current_set()
    if before and before.request.theme == request.theme:
        request = replace(request, pinned=pinned(before))
    elif before:
        for question_id in pinned(before):
            st.session_state[pin_key(question_id)] = False
    _keep(lambda: service.question_set(request))


def make_again(service: Service) -> None:
    """Another choice for the same request; what is pinned stays."""
    if before := current_set():
        seed = before.request.seed + 1
        request = replace(before.request, pinned=pinned(before), seed=seed)
        _keep(lambda: service.question_set(request))


def swap(service: Service, question_id: str) -> None:
    """Another question in the place of this one."""
    if before := current_set():
        _keep(lambda: service.swap(before, question_id))


def _asked() -> SetRequest:
    state = st.session_state
    return SetRequest(
        theme=(state[THEME] or "").strip(),
        count=state[COUNT],
        minutes=state[MINUTES],
        difficulties=frozenset(state[DIFFICULTIES]),
        kinds=frozenset(state[KINDS]),
        seed=state[SEED] or 0,
    )


def _keep(made: Callable[[], QuestionSet]) -> None:
    try:
        st.session_state[_SET] = made()
    except VivaError as error:
        st.session_state[_ERROR] = str(error)
    else:
        st.session_state[_ERROR] = None
