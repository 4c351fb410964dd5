"""Attacks on every question of both packs; scripts/robustness.py prints them in full."""

from __future__ import annotations

import pytest

from robustness import PROPERTIES, Outcome, attack
from service import Settings, open_service
from tests.conftest import ROOT

pytestmark = pytest.mark.model

LEAST_HOLDING = {
    "reference": 0.9,
    "claims negated": 0.93,
    "another question's reference": 0.8,
    "question echoed": 1.0,
    "keywords, shuffled": 1.0,
    "order to the grader": 1.0,
    "half, order added": 1.0,
    "half, keywords added": 1.0,
    "half, first sentence repeated": 1.0,
    "reference, misspelt": 0.95,
}
"""Share of questions on which each attack must fail: a little under what the shipped judge reaches,
so that a worse one is noticed. The aim is 1 for all; docs/accuracy.md says how far that is."""


@pytest.fixture(scope="module", params=["ml-engineer", "data-scientist"])
def outcomes(request: pytest.FixtureRequest) -> dict[str, Outcome]:
    service = open_service(Settings(pack=ROOT / "content" / "packs" / request.param))
    return {outcome.name: outcome for outcome in attack(service)}


def test_every_attack_has_its_floor() -> None:
    assert LEAST_HOLDING.keys() == {prop.name for prop in PROPERTIES}


@pytest.mark.parametrize(("name", "least"), LEAST_HOLDING.items())
def test_attacks_fail_on_nearly_every_question(
    outcomes: dict[str, Outcome], name: str, least: float
) -> None:
    outcome = outcomes[name]
    holding = 1 - len(outcome.broken) / len(outcome.values)
    assert holding >= least, outcome.broken
