"""A question as the fields that are written to a file, and a hash of what it says."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pydantic import ValidationError

from content.question import KeyConcept, Question
from content.yaml_data import normal

DEFAULTS = {
    name: json.loads(json.dumps(info.default))
    for model in (Question, KeyConcept)
    for name, info in model.model_fields.items()
    if not info.is_required()
}
"""Fields that are not written when they have these values."""


def question_digest(question: Question) -> str:
    """A hash of all that a question says: equal for equal questions, however they are written."""
    return _digest(question_fields(question))


def item_digest(item: Any) -> str:
    """`question_digest` of an item of a file; one that is no valid question equals none."""
    try:
        return question_digest(Question.model_validate(item))
    except ValidationError:
        return _digest(normal(item, DEFAULTS))


def question_fields(question: Question) -> dict[str, Any]:
    """The fields of a question as plain data, without those at their default."""
    return question.model_dump(mode="json", exclude_defaults=True)


def _digest(data: Any) -> str:
    told = json.dumps(data, sort_keys=True, default=str)
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
