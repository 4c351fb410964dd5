"""Understanding a recruiter's theme: what it is about, and the limits said in passing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LEAD = r"(?:\b(?:for|in|within|at most|up to|(?:no|not) (?:more|longer) than) ){0,2}"
_START = r"(?<!\w)(?<!\d[.,])"  # not in the middle of a word or a number
_MINUTES = re.compile(
    rf"{_LEAD}{_START}([1-9]\d{{0,2}}) ?-? ?min(?:ute)?s?\b",
    re.IGNORECASE,
)
_HOURS = re.compile(
    rf"{_LEAD}{_START}(\d(?:[.,]\d)?|an?|one|two|half(?: an)?) ?-? ?hours?\b"
    r"(?: (and a half)\b| (?:and )?(\d{1,2}) ?-? ?min(?:ute)?s?\b)?",
    re.IGNORECASE,
)
_COUNT = re.compile(rf"{_LEAD}{_START}([1-9]\d{{0,2}}) questions?\b", re.IGNORECASE)
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
_HOURS_SAID = {"half": 0.5, "half an": 0.5, "a": 1, "an": 1, "one": 1, "two": 2}

_LEVELS: tuple[tuple[re.Pattern[str], frozenset[int]], ...] = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), frozenset(difficulties))
    for words, difficulties in (
        (r"interns?|students?|beginners?|basics?", {1, 2}),
        (r"juniors?|graduates?|entry[- ]level|early[- ]career|starters?", {1, 2, 3}),
        (r"mid(?:[- ]level)?|intermediate|experienced", {2, 3, 4}),
        (
            r"seniors?|staff|principal(?! components?)|leads?|architects?|advanced"
            r"|(?<!of )experts?(?! systems?)",  # mixture of experts
            {3, 4, 5},
        ),
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
    text = " ".join(text.split())  # so that no pattern has long runs of spaces to try
    hours = _HOURS.search(text)
    about = _HOURS.sub(" ", text)
    minutes = _MINUTES.search(about)
    count = _COUNT.search(about)
    for pattern in (_MINUTES, _COUNT):
        about = pattern.sub(" ", about)
    avoid = [(m.group(1) or m.group(2)).strip() for m in _WITHOUT.finditer(about)]
    about = _WITHOUT.sub(" ", about)
    levels = [difficulties for pattern, difficulties in _LEVELS if pattern.search(about)]
    for pattern in (*(pattern for pattern, _ in _LEVELS), _FRAME):
        about = pattern.sub(" ", about)
    about = re.sub(r"\s*([,;:.])(?:\s*[,;:.])*\s*", r"\1 ", " ".join(about.split()))
    return Theme(
        about=about.strip(" ,;:.") or text,
        avoid=tuple(wish for wish in avoid if wish),
        level=frozenset().union(*levels),
        minutes=int(minutes.group(1)) if minutes else _hour_minutes(hours),
        count=int(count.group(1)) if count else None,
    )


def _hour_minutes(hours: re.Match[str] | None) -> int | None:
    if hours is None:
        return None
    said = hours.group(1).lower()
    whole = _HOURS_SAID[said] if said in _HOURS_SAID else float(said.replace(",", "."))
    more = 30 if hours.group(2) else int(hours.group(3) or 0)
    return round(whole * 60) + more or None
