"""Who asks and answers: themed question sets, their documents, and related questions."""

from interview.errors import InterviewError, InvalidRequestError
from interview.export import Audience, to_json, to_markdown
from interview.likeness import TWIN_COSINE, are_twins, likeness
from interview.minutes import expected_minutes
from interview.question_set import QuestionSet, SetItem, SetRequest
from interview.related_questions import RelatedQuestion, RelatedQuestions, Relation
from interview.set_maker import SetMaker
from interview.theme import Theme, understand

__all__ = [
    "TWIN_COSINE",
    "Audience",
    "InterviewError",
    "InvalidRequestError",
    "QuestionSet",
    "RelatedQuestion",
    "RelatedQuestions",
    "Relation",
    "SetItem",
    "SetMaker",
    "SetRequest",
    "Theme",
    "are_twins",
    "expected_minutes",
    "likeness",
    "to_json",
    "to_markdown",
    "understand",
]
