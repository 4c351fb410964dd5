"""A pack finds its own items, and its header is checked."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from content import Pack


def test_a_question_is_found_by_its_id(pack: Pack) -> None:
    for question in pack.questions:
        assert pack.question(question.id) is question
    assert pack.question("no-such-question") is None


def test_a_question_is_found_by_its_seed_id(pack: Pack) -> None:
    seeded = [question for question in pack.questions if question.seed_id is not None]
    assert seeded
    for question in seeded:
        assert pack.question_by_seed_id(str(question.seed_id)) is question
    assert pack.question_by_seed_id("technical-11") is None


def test_a_theme_is_found_by_its_id(pack: Pack) -> None:
    for theme in pack.themes:
        assert pack.theme(theme.id) is theme
    assert pack.theme("no-such-theme") is None


@pytest.mark.parametrize("version", ["1", "1.0", "1.0.0-beta", "v1.0.0", "", "1.0.0\n"])
def test_a_version_has_three_numbers(pack: Pack, version: str) -> None:
    with pytest.raises(ValidationError, match="version"):
        Pack.model_validate(pack.model_dump() | {"version": version})


@pytest.mark.parametrize("field", ["themes", "questions"])
def test_a_pack_is_never_empty(pack: Pack, field: str) -> None:
    with pytest.raises(ValidationError, match=field):
        Pack.model_validate(pack.model_dump() | {field: ()})


def test_a_pack_survives_a_round_trip_as_data(pack: Pack) -> None:
    assert Pack.model_validate(pack.model_dump()) == pack
    assert Pack.model_validate_json(pack.model_dump_json()) == pack


def test_packs_and_themes_never_change(pack: Pack) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        pack.title = "Other"  # type: ignore[misc]
    theme = pack.themes[0]
    with pytest.raises(ValidationError, match="frozen"):
        theme.title = "Other"  # type: ignore[misc]
