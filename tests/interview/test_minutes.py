"""How long a question takes."""

from __future__ import annotations

import pytest

from content import Difficulty, Kind, Pack
from interview import expected_minutes


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_its_time(pack: Pack, kind: Kind) -> None:
    question = pack.questions[0].model_copy(update={"kind": kind, "difficulty": 1})
    assert 3 <= expected_minutes(question) <= 20


def test_building_takes_longer_than_explaining(pack: Pack) -> None:
    times = {
        kind: expected_minutes(pack.questions[0].model_copy(update={"kind": kind})) for kind in Kind
    }
    assert times[Kind.CONCEPTUAL] < times[Kind.TROUBLESHOOTING] < times[Kind.SYSTEM_DESIGN]
    assert max(times, key=lambda kind: times[kind]) is Kind.CODING


@pytest.mark.parametrize(("difficulty", "more"), [(1, 0), (2, 0), (3, 0), (4, 1), (5, 1)])
def test_a_hard_question_takes_a_minute_more(pack: Pack, difficulty: Difficulty, more: int) -> None:
    easy = pack.questions[0].model_copy(update={"difficulty": 1})
    question = easy.model_copy(update={"difficulty": difficulty})
    minutes = expected_minutes(question)
    assert minutes == expected_minutes(easy) + more
    assert type(minutes) is int
