"""Which checked questions a pack can take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from content.interchange.check import Checked, FieldProblem, with_problems
from content.pack import Pack
from content.question import UNIQUE_FIELDS, Question

_Owners = Mapping[tuple[str, str], str]
"""The id of the pack's question that has a value in a field."""


def fit_pack(checked: Checked, pack: Pack, *, replace: bool) -> Checked:
    """The same items; those that the pack cannot take as it stands are left too, with the reason.

    A question has to be of one of the pack's themes and may share its wording or seed_id with no
    other question there. One with an id of the pack is taken only to `replace` that question.
    """
    while True:  # a question that is left does not make room for others after all
        replaced = {question.id for question in checked.questions} if replace else set()
        owners = {
            (field, getattr(question, field)): question.id
            for question in pack.questions
            for field in UNIQUE_FIELDS
            if question.id not in replaced
        }
        fitted = with_problems(checked, partial(_problems, pack=pack, owners=owners))
        if fitted == checked:
            return fitted
        checked = fitted


def _problems(question: Question, pack: Pack, owners: _Owners) -> Iterator[FieldProblem]:
    if pack.theme(question.theme) is None:
        themes = ", ".join(theme.id for theme in pack.themes)
        message = f"{question.theme!r} is no theme of the pack; use one of {themes}"
        yield FieldProblem("theme", message)
    if owners.get(("id", question.id)):
        message = f"{question.id!r} is in the pack already; replace it, or give another id"
        yield FieldProblem("id", message)
    for field in UNIQUE_FIELDS:
        value = getattr(question, field)
        owner = owners.get((field, value), question.id)
        if value is not None and owner != question.id:
            message = f"{value!r} is that of {owner!r} in the pack; make it unique"
            yield FieldProblem(field, message)
