"""Every error that the evaluator room raises.

VivaError
└── EvaluationError
    ├── InvalidRubricError      nothing to score an answer against
    └── InvalidAnswerError      the answer is not text, or too long to be one
"""

from __future__ import annotations

from content import VivaError


class EvaluationError(VivaError):
    """Root of every error of the evaluator room."""


class InvalidRubricError(EvaluationError):
    """A rubric has nothing to score an answer against."""


class InvalidAnswerError(EvaluationError):
    """The answer is not text, or longer than any spoken or typed answer can be."""
