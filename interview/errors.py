"""Every error that the interview room raises.

VivaError
└── InterviewError
    └── InvalidRequestError     a question set that cannot be made as asked
"""

from __future__ import annotations

from content import VivaError


class InterviewError(VivaError):
    """Root of every error of the interview room."""


class InvalidRequestError(InterviewError):
    """A question set is asked for in a way that can never be met; the message says why."""
