"""The identity of a question in Anki, by which a second import updates instead of doubling."""

from __future__ import annotations

from content.question import Question


def guid_of(question: Question) -> str:
    """The same for a question's id always, whatever its text."""
    from genanki import guid_for  # type: ignore[import-untyped]  # only when something is written

    guid: str = guid_for("viva", question.id)
    return guid
