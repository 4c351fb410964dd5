"""Attacks on every question of the bank; scripts/robustness.py prints them in full."""

from __future__ import annotations

import pytest

from robustness import PROPERTIES, Outcome, attack
from service import Service

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def outcomes(service: Service) -> dict[str, Outcome]:
    return {outcome.name: outcome for outcome in attack(service)}


@pytest.mark.parametrize("name", [prop.name for prop in PROPERTIES])
def test_the_score_holds_on_every_question(outcomes: dict[str, Outcome], name: str) -> None:
    outcome = outcomes[name]
    assert not outcome.broken, f"{len(outcome.broken)} of {len(outcome.values)} questions"
