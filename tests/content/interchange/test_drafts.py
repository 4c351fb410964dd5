"""Incomplete items are kept for their author, as YAML."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from content import InterchangeError, Item, check_items, write_drafts
from tests.content.samples import write_pack

HOSTILE = {"question": "!!python/x: [&a, *b] # no", "reference": "---\n- \ud800\x07", "tags": ["é"]}


def test_drafts_hold_the_fields_there_are_and_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "later.yaml"
    left = check_items([Item("row 2", {**HOSTILE})], "basics").left
    write_drafts(path, left)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Questions that could not be imported yet.")
    body = text.replace("\\uD800", "")  # half a character, which no YAML reader takes
    (draft,) = yaml.safe_load(body)
    assert draft["place"] == "row 2"
    assert "kind: Field required" in draft["problems"]
    assert draft["fields"] == {
        "id": "python-x-a-b-no",
        "question": HOSTILE["question"],
        "reference": "---\n- \x07",
        "tags": ["é"],
        "theme": "basics",
    }


def test_drafts_are_never_put_into_a_pack(tmp_path: Path) -> None:
    write_pack(tmp_path)
    with pytest.raises(InterchangeError, match="inside a question pack"):
        write_drafts(tmp_path / "questions" / "later.yaml", ())
    with pytest.raises(InterchangeError, match="cannot be written: No such file"):
        write_drafts(tmp_path.parent / "none" / "later.yaml", ())
