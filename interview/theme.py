"""Understanding a recruiter's theme: what it is about, and the limits said in passing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_MINUTES = re.compile(r"\b(\d{1,3})\s*-?\s*(?:min(?:ute)?s?)\b", re.IGNORECASE)
_HOURS = re.compile(r"\b(\d|an?|one|two|half an)\s*-?\s*hours?\b", re.IGNORECASE)
_COUNT = re.compile(r"\b(\d{1,3})\s+questions?\b", re.IGNORECASE)
_WITHOUT = re.compile(
    r"(?:^|[,;.]|\band\b|\bbut\b)\s*(?:no|not|without|except(?: for)?|excluding)\s+([^,;.]+)"
    r"|\b(?:without|except(?: for)?|excluding)\s+([^,;.]+)",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"\b(?:(?:first|second|final)[- ]round|roles?|positions?|interviews?|screen(?:ing)?|rounds?"
    r"|candidates?|focus(?:ing)? on|questions? (?:on|about)|for)\b",
    re.IGNORECASE,
)
_HOUR_MINUTES = {"half an": 30, "a": 60, "an": 60, "one": 60, "two": 120}

_LEVELS: tuple[tuple[re.Pattern[str], frozenset[int]], ...] = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), frozenset(difficulties))
    for words, difficulties in (
        (r"interns?|students?|beginners?|basics?", {1, 2}),
        (r"juniors?|graduates?|entry[- ]level|early[- ]career|starters?", {1, 2, 3}),
        (r"mid(?:[- ]level)?|intermediate|experienced", {2, 3, 4}),
        (r"seniors?|staff|principal|leads?|architects?|experts?|advanced", {3, 4, 5}),
    )
)


@dataclass(frozen=True)
class Theme:
    """What a theme's text says. `level` holds difficulties to prefer, not to insist on."""

    about: str
    avoid: tuple[str, ...] = ()
    level: frozenset[int] = field(default_factory=frozenset)
    minutes: int | None = None
    count: int | None = None


def understand(text: str) -> Theme:
    """The limits in a theme's text, and the text without them (whole, if nothing else is left)."""
    avoid = tuple((m.group(1) or m.group(2)).strip() for m in _WITHOUT.finditer(text))
    about = _WITHOUT.sub(" ", text)
    minutes = _MINUTES.search(about)
    hours = _HOURS.search(about)
    count = _COUNT.search(about)
    for pattern in (_MINUTES, _HOURS, _COUNT):
        about = pattern.sub(" ", about)
    levels = [difficulties for pattern, difficulties in _LEVELS if pattern.search(about)]
    for pattern in (*(pattern for pattern, _ in _LEVELS), _FRAME):
        about = pattern.sub(" ", about)
    about = re.sub(r"\s*([,;:.])(?:\s*[,;:.])*\s*", r"\1 ", " ".join(about.split()))
    return Theme(
        about=about.strip(" ,;:.") or text.strip(),
        avoid=avoid,
        level=frozenset().union(*levels),
        minutes=int(minutes.group(1)) if minutes else _hour_minutes(hours),
        count=int(count.group(1)) if count else None,
    )


def _hour_minutes(hours: re.Match[str] | None) -> int | None:
    if hours is None:
        return None
    said = hours.group(1).lower()
    return _HOUR_MINUTES[said] if said in _HOUR_MINUTES else int(said) * 60
