"""Who asks and answers: themed question sets and their documents."""

from interview.errors import InterviewError, InvalidRequestError
from interview.export import Audience, to_json, to_markdown
from interview.minutes import expected_minutes
from interview.question_set import QuestionSet, SetItem, SetRequest
from interview.set_maker import SetMaker
from interview.theme import Theme, understand

__all__ = [
    "Audience",
    "InterviewError",
    "InvalidRequestError",
    "QuestionSet",
    "SetItem",
    "SetMaker",
    "SetRequest",
    "Theme",
    "expected_minutes",
    "to_json",
    "to_markdown",
    "understand",
]
