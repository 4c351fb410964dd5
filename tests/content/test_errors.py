"""The tree of errors and what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from content import (
    ConflictError,
    ContentError,
    InterchangeError,
    InvalidPackError,
    PackNotFoundError,
    Problem,
    VivaError,
)


@pytest.mark.parametrize(
    "error", [ConflictError, InterchangeError, InvalidPackError, PackNotFoundError]
)
def test_every_error_of_the_room_is_a_content_error(error: type[Exception]) -> None:
    assert issubclass(error, ContentError)
    assert issubclass(ContentError, VivaError)


def test_a_problem_names_file_item_field_and_remedy() -> None:
    problem = Problem(Path("a.yaml"), "first", "weight", "give 1 to 3")
    assert str(problem) == "a.yaml: first: weight: give 1 to 3"
    assert str(Problem(Path("a.yaml"), "", "", "no such file")) == "a.yaml: no such file"


def test_an_invalid_pack_lists_all_problems_in_order_of_file() -> None:
    later = Problem(Path("b.yaml"), "", "id", "make it unique")
    earlier = Problem(Path("a.yaml"), "x", "id", "make it unique")
    error = InvalidPackError([later, earlier])
    assert error.problems == (earlier, later)
    assert str(error).splitlines() == [
        "2 problems in the question bank:",
        "  a.yaml: x: id: make it unique",
        "  b.yaml: id: make it unique",
    ]
    assert str(InvalidPackError([later])).startswith("1 problem in")
