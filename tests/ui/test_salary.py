"""Salaries in words."""

from __future__ import annotations

import pytest

from ui.components.salary import money


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        (150000, "USD", "$150,000"),
        (40000, "GBP", "£40,000"),
        (600000, "INR", "₹6,00,000"),
        (12345678, "INR", "₹1,23,45,678"),
        (1000, "INR", "₹1,000"),
        (100000, "INR", "₹1,00,000"),
        (999, "INR", "₹999"),
        (100005, "INR", "₹1,00,005"),
        (80000, "CHF", "CHF 80,000"),
    ],
)
def test_money(amount: int, currency: str, shown: str) -> None:
    assert money(amount, currency) == shown
