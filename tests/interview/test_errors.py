"""The tree of errors of the interview room."""

from __future__ import annotations

from content import VivaError
from interview import InterviewError, InvalidRequestError


def test_every_error_of_the_room_is_an_interview_error() -> None:
    assert issubclass(InvalidRequestError, InterviewError)
    assert issubclass(InterviewError, VivaError)
