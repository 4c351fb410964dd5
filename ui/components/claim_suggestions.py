"""Claims drafted from the reference, each of which an author may take, and none by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from content import VivaError
from service import Service, SuggestedClaim
from ui.components.draft import Draft
from ui.components.draft_problems import CheckedDraft
from ui.components.draft_typed import field_key
from ui.components.plain import plain
from ui.components.row_buttons import change_rows

_SUGGESTED = "bank_suggested"


@dataclass(frozen=True)
class _Offer:
    """The claims suggested to one draft, from one reference, and the numbers of those taken."""

    serial: int
    reference: str
    claims: tuple[SuggestedClaim, ...]
    taken: frozenset[int] = frozenset()


def claim_suggestions(service: Service, checked: CheckedDraft) -> None:
    """A button that asks for claims, and each claim with a button that adds it."""
    draft = checked.draft
    if st.button(
        "Suggest claims from the reference",
        key=field_key(draft, "suggest"),
        icon=":material/lightbulb:",
        disabled=not draft.reference.strip(),
    ):
        _ask(service, draft)
    offer = st.session_state.get(_SUGGESTED)
    if not isinstance(offer, _Offer) or offer.serial != draft.serial:
        return
    if offer.reference != draft.reference:
        st.caption("The reference was changed since; ask again.")
        return
    have = {concept.claim.strip() for concept in draft.concepts}
    left = [
        number
        for number, claim in enumerate(offer.claims)
        if number not in offer.taken and claim.claim.strip() not in have
    ]
    if not left:
        st.caption("There is no other claim to suggest.")
    for number in left:
        _suggestion(draft, offer, number)


def _ask(service: Service, draft: Draft) -> None:
    try:
        with st.spinner("Reading the reference…"):
            claims = service.suggest_claims(draft.question.strip(), draft.reference.strip())
    except VivaError as error:
        st.error(plain(str(error)), icon=":material/error:")
    else:
        st.session_state[_SUGGESTED] = _Offer(draft.serial, draft.reference, tuple(claims))


def _suggestion(draft: Draft, offer: _Offer, number: int) -> None:
    claim = offer.claims[number]
    with st.container(border=True, key=f"suggested_claim_{number}"):
        text, button = st.columns([6, 1], vertical_alignment="center")
        with text.container(gap="xxsmall"):
            st.text(claim.claim)
            core = ", core" if claim.core else ""
            st.caption(plain(f"{claim.label}: weight {claim.weight}{core}"))
            if claim.needs_subject:
                st.caption(":orange[:material/edit:] Say what it is about before you save it.")
        button.button(
            "Add",
            key=field_key(draft, "suggestion", number),
            icon=":material/add:",
            help=f"Adds suggestion {number + 1} to the claims",
            on_click=_take,
            args=(offer, number),
        )


def _take(offer: _Offer, number: int) -> None:
    """Add a suggested claim, and offer it no more, whatever becomes of its words."""
    change_rows(offer.serial, lambda found: _with(found, offer.claims[number]))
    st.session_state[_SUGGESTED] = replace(offer, taken=offer.taken | {number})


def _with(draft: Draft, claim: SuggestedClaim) -> Draft:
    """The draft with this claim, in the place of its first blank one where there is one."""
    fields = {
        "label": claim.label,
        "claim": claim.claim,
        "weight": claim.weight,
        "core": claim.core,
    }
    for item in draft.concepts:
        if not item.label.strip() and not item.claim.strip():
            return draft.filled(item.row, **fields)
    return draft.with_claim(**fields)
