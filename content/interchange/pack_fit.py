"""Which checked questions a pack can take."""

from __future__ import annotations

from collections.abc import Iterator

from content.interchange.check import (
    UNIQUE_FIELDS,
    Checked,
    FieldProblem,
    TakenItem,
    refused,
    split,
)
from content.pack import Pack


def fit_pack(checked: Checked, pack: Pack, *, replace: bool) -> Checked:
    """The same items; those that the pack cannot take as it stands are left too, with the reason.

    A question has to be of one of the pack's themes and may share its wording or seed_id with no
    other question there. One with an id of the pack is taken only to `replace` that question.
    """
    fitted = split(refused(one, _problems(one, checked, pack, replace)) for one in checked.taken)
    places = [one.item.place for one in (*checked.taken, *checked.left)]
    left = sorted((*checked.left, *fitted.left), key=lambda one: places.index(one.item.place))
    return Checked(fitted.taken, tuple(left))


def _problems(
    one: TakenItem, checked: Checked, pack: Pack, replace: bool
) -> Iterator[FieldProblem]:
    question = one.question
    if pack.theme(question.theme) is None:
        themes = ", ".join(theme.id for theme in pack.themes)
        message = f"{question.theme!r} is no theme of the pack; use one of {themes}"
        yield FieldProblem("theme", message)
    if pack.question(question.id) and not replace:
        message = f"{question.id!r} is in the pack already; replace it, or give another id"
        yield FieldProblem("id", message)
    replaced = {new.id for new in checked.questions} if replace else set()
    for other in pack.questions:
        if other.id in replaced or other.id == question.id:
            continue
        for field in UNIQUE_FIELDS:
            value = getattr(question, field)
            if value is not None and getattr(other, field) == value:
                message = f"{value!r} is that of {other.id!r} in the pack; make it unique"
                yield FieldProblem(field, message)
