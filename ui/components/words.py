"""The bank's codes in words that people use."""

from __future__ import annotations

from content import Pack, Question
from evaluator import Verdict
from interview import Relation

DIFFICULTY_WORDS = {
    1: "Starter",
    2: "Junior",
    3: "Working engineer",
    4: "Senior",
    5: "Senior specialist",
}

VERDICT_WORDS = {
    Verdict.STRONG: "Strong answer",
    Verdict.GOOD: "Good answer",
    Verdict.PARTIAL: "Partly there",
    Verdict.WEAK: "Weak answer",
    Verdict.WRONG: "Wrong answer",
    Verdict.NOT_AN_ANSWER: "Not scored as an answer",
}

VIEW_WORDS = {
    "question": "the question",
    "also asked": "another way to ask it",
    "reference": "its reference answer",
    "claim": "a point that a good answer makes",
    "theme": "its theme",
    "guide": "the guide",
}

RELATION_WORDS = {
    Relation.NEXT_STEP: "Go deeper",
    Relation.SAME_IDEA: "Another angle",
    Relation.CONTRAST: "Often compared or confused",
}

FIELD_WORDS = {
    "question": "Question",
    "reference": "Reference answer",
    "key_concepts": "Claims",
    "misconceptions": "Misconceptions",
    "accepted": "Findings that may stand",
}


def field_words(field: str) -> str:
    """The name that the form gives to a field of a question."""
    return FIELD_WORDS.get(field, field)


def difficulty_words(difficulty: int) -> str:
    """A difficulty from 1 to 5 in words."""
    return DIFFICULTY_WORDS.get(difficulty, str(difficulty))


def kind_words(kind: str) -> str:
    """The kind of a question in words: "system-design" is "System design"."""
    return kind.replace("-", " ").capitalize()


def view_words(view: str) -> str:
    """Which sort of text was found, in words."""
    return VIEW_WORDS.get(view, view)


def theme_title(pack: Pack, theme_id: str) -> str:
    """The title of a theme, or its id when the pack has no such theme."""
    theme = pack.theme(theme_id)
    return theme.title if theme else theme_id


def about(pack: Pack, question: Question) -> str:
    """Theme, kind and difficulty of a question on one line. It is not yet `plain`."""
    parts = (
        theme_title(pack, question.theme),
        kind_words(question.kind),
        difficulty_words(question.difficulty),
    )
    return " · ".join(parts)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun, such as "1 word" or "2 words"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
