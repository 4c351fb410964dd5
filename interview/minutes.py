"""How long a question takes in an interview."""

from __future__ import annotations

from content import Kind, Question

MINUTES = {
    Kind.CONCEPTUAL: 4,
    Kind.COMPARATIVE: 4,
    Kind.PROCEDURAL: 5,
    Kind.TROUBLESHOOTING: 6,
    Kind.BEHAVIORAL: 6,
    Kind.CODING: 15,
    Kind.SYSTEM_DESIGN: 12,
}
"""Minutes to ask, answer and follow up once, by kind. An estimate: a spoken minute is some 130
words, a reference 40 to 120, and as long again goes to each of asking and following up."""

HARD = 4
"""From this difficulty on a question takes one minute more."""


def expected_minutes(question: Question) -> int:
    """Minutes that an interviewer should plan for a question."""
    return MINUTES[question.kind] + (question.difficulty >= HARD)
