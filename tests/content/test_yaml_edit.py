"""A YAML text made to say something else: what stays, and that it then says what is wanted."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from content.yaml_edit import edited_yaml

TEXT = """\
# head
id: a  # the id
reference: >-  # folded
  some words
  go here

# list
questions: # all
    - facet: action # first
      label: one
      tags: [x,  y] # kept as it is

    # about two
    - label: "two" # quoted
      claim: some plain
        words
    # the end
title: 'T'
"""
DEFAULTS = {"facet": "knowledge", "seed_id": None}


def edited(**changes: Any) -> str:
    data = yaml.safe_load(TEXT) | copy.deepcopy(changes)
    text = edited_yaml(TEXT, data, DEFAULTS)
    assert yaml.safe_load(text) == data
    return text


def items() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(TEXT)["questions"]
    return found


def test_the_same_data_leaves_the_text_as_it_is() -> None:
    assert edited() == TEXT


@pytest.mark.parametrize(
    ("changes", "old", "new"),
    [
        ({"id": "b"}, "id: a  # the id", "id: b # the id"),
        ({"title": "U: v"}, "title: 'T'", 'title: "U: v"'),
        ({"reference": "r"}, "  # folded\n  some words\n  go here\n", " # folded\n  r\n"),
        ({"title": ["a", "b"]}, "title: 'T'", "title:\n  - a\n  - b"),
        ({"added": {"k": 1}}, "title: 'T'\n", "title: 'T'\nadded:\n  k: 1\n"),
    ],
)
def test_a_changed_field_is_all_that_changes(changes: dict[str, Any], old: str, new: str) -> None:
    assert edited(**changes) == TEXT.replace(old, new)


def test_a_field_that_goes_from_the_line_of_the_dash_leaves_the_dash() -> None:
    one, two = items()
    del one["facet"]
    text = edited(questions=[one, two])
    assert text == TEXT.replace("- facet: action # first\n      label: one", "- label: one")


def test_items_are_known_again_by_their_names() -> None:
    one, two = items()
    two["claim"] = "New."
    text = edited(questions=[one, two, {"label": "three"}])
    old = "claim: some plain\n        words\n"
    assert text == TEXT.replace(old, "claim: New.\n\n    - label: three\n")
    assert edited(questions=[one, *items()[1:]]) == TEXT
    assert "# about two" not in edited(questions=[one])
    assert "# kept as it is" in edited(questions=[{"label": "zero"}, one, two])


def test_a_default_that_is_written_out_stays_though_nobody_wants_it() -> None:
    text = "seed_id: null # none\nid: a\n"
    assert edited_yaml(text, {"id": "b"}, DEFAULTS) == "seed_id: null # none\nid: b\n"


_SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-9, 9), st.text("ab:#-'\" \n,", max_size=6)
)
_DATA = st.dictionaries(
    st.sampled_from(["id", "tags", "reference", "questions", "x: y"]),
    st.recursive(
        _SCALARS,
        lambda inner: st.one_of(
            st.lists(
                st.one_of(_SCALARS, st.dictionaries(st.sampled_from("abc"), inner, min_size=1)),
                max_size=3,
            ),
            st.dictionaries(
                st.sampled_from(["id", "label", "tags"]), inner, min_size=1, max_size=3
            ),
        ),
        max_leaves=8,
    ),
    min_size=1,
)


@settings(max_examples=200, deadline=None)
@given(_DATA, _DATA, st.sampled_from([False, None]))
def test_any_text_can_be_made_to_say_any_data(
    old: dict[str, Any], new: dict[str, Any], flow: bool | None
) -> None:
    text = yaml.safe_dump(old, sort_keys=False, default_flow_style=flow)
    wanted = _stripped(new)
    assert _stripped(yaml.safe_load(edited_yaml(text, wanted, {}))) == wanted


def _stripped(data: Any) -> Any:
    """The data without space around its texts, as the schema takes it."""
    if isinstance(data, dict):
        return {key: _stripped(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_stripped(value) for value in data]
    return data.strip() if isinstance(data, str) else data
