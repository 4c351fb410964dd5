"""A question set and its request."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from content import Pack
from interview import QuestionSet, SetItem, SetRequest


def test_the_time_of_a_set_is_the_sum_of_its_questions(pack: Pack) -> None:
    items = [SetItem(question, 0.5, minutes=4) for question in pack.questions[:3]]
    assert QuestionSet(SetRequest("x"), tuple(items)).minutes == 12
    assert QuestionSet(SetRequest("x"), ()).minutes == 0


def test_sets_and_requests_never_change(pack: Pack) -> None:
    request = SetRequest("x")
    with pytest.raises(FrozenInstanceError):
        request.theme = "y"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        QuestionSet(request, ()).items = ()  # type: ignore[misc]


def test_a_request_can_be_compared_and_used_as_a_key() -> None:
    assert SetRequest("x", count=3) == SetRequest("x", count=3) != SetRequest("x", count=4)
    assert len({SetRequest("x"), SetRequest("x"), SetRequest("y")}) == 2
