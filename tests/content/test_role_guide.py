"""Every rule of the role guide."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from content import RoleGuide, SalaryBand
from tests.content.samples import guide_fields

BAND = {"level": "Entry", "low": 10, "high": 20, "currency": "USD"}


def _places(model: type[RoleGuide] | type[SalaryBand], fields: dict[str, Any]) -> set[str]:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(fields)
    return {".".join(map(str, error["loc"])) for error in caught.value.errors()}


def test_a_correct_guide_is_taken() -> None:
    guide = RoleGuide.model_validate(guide_fields())
    assert guide.job_markets[0].salaries[0].high == 2
    assert guide.tools[0].questions == ()


@pytest.mark.parametrize("part", sorted(guide_fields()))
def test_no_part_may_be_missing_or_empty(part: str) -> None:
    fields = guide_fields()
    assert _places(RoleGuide, fields | {part: type(fields[part])()}) == {part}
    del fields[part]
    assert _places(RoleGuide, fields) == {part}


@pytest.mark.parametrize("low", [0, -1, 1.5, "much", None, float("inf"), float("nan")])
def test_a_salary_is_a_whole_number_above_nothing(low: object) -> None:
    assert _places(SalaryBand, BAND | {"low": low}) == {"low"}
    assert _places(SalaryBand, BAND | {"high": low}) == {"high"}


@pytest.mark.parametrize("currency", ["", "usd", "US", "USDT", "$", "USD\n", None])
def test_a_currency_is_an_iso_4217_code(currency: object) -> None:
    assert _places(SalaryBand, BAND | {"currency": currency}) == {"currency"}


def test_unknown_fields_are_refused() -> None:
    assert _places(RoleGuide, guide_fields(hobbies=[])) == {"hobbies"}
    assert _places(SalaryBand, BAND | {"bonus": 1}) == {"bonus"}


def test_a_guide_never_changes() -> None:
    guide = RoleGuide.model_validate(guide_fields())
    with pytest.raises(ValidationError, match="frozen"):
        guide.role = "Other"  # type: ignore[misc]
