"""Small packs of questions, to find related ones in."""

from __future__ import annotations

from content import Pack, Question, Theme


def pack_of(*questions: Question) -> Pack:
    """A pack of these questions and their themes."""
    themes = {question.theme for question in questions}
    return Pack(
        id="small",
        title="Small",
        version="1.0.0",
        themes=tuple(Theme(id=t, title=t, description="About it.") for t in sorted(themes)),
        questions=questions,
    )
