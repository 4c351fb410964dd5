"""Salaries in the form that their country writes them."""

from __future__ import annotations

from content import JobMarket, SalaryBand

SYMBOLS = {"USD": "$", "GBP": "£", "EUR": "€", "INR": "₹", "JPY": "¥"}

LAKH_CURRENCIES = frozenset({"INR", "PKR", "BDT", "NPR", "LKR"})
"""Currencies whose amounts are grouped by lakh: 12,00,000."""


def money(amount: int, currency: str) -> str:
    """A whole amount with its symbol, or its ISO 4217 code when the symbol is not known."""
    digits = _by_lakh(amount) if currency in LAKH_CURRENCIES else f"{amount:,}"
    symbol = SYMBOLS.get(currency)
    return f"{symbol}{digits}" if symbol else f"{currency} {digits}"


def salary_lines(market: JobMarket) -> tuple[tuple[str, str], ...]:
    """(level, range a year) for each band of a market."""
    return tuple((band.level, _range(band)) for band in market.salaries)


def _range(band: SalaryBand) -> str:
    return f"{money(band.low, band.currency)} to {money(band.high, band.currency)} a year"


def _by_lakh(amount: int) -> str:
    """Groups of two digits above the last three: 1234567 is 12,34,567."""
    head, tail = divmod(amount, 1000)
    groups = [f"{tail:03d}"]
    while head >= 100:
        head, pair = divmod(head, 100)
        groups.append(f"{pair:02d}")
    return ",".join([str(head), *reversed(groups)]) if head else str(amount)
