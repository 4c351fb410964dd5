from __future__ import annotations

from evaluator import STATUSES, Status


def test_every_status_has_one_column() -> None:
    assert sorted(STATUSES) == sorted(Status)
