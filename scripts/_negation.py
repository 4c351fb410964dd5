"""Turning a sentence around by rule: one word negated or replaced by its opposite."""

from __future__ import annotations

import re
from random import Random

_RULES = tuple(
    (re.compile(pattern), change)
    for pattern, change in (
        (r"\bis not\b", "is"),
        (r"\bare not\b", "are"),
        (r"\b(can ?not|can't)\b", "can"),
        (r"\bdoes not\b", "does"),
        (r"\bdo not\b", "do"),
        (r"\b(should|must|may|will|was|were|has|have|did|could|would) not\b", r"\1"),
        (r"\b(isn't)\b", "is"),
        (r"\b(don't)\b", "do"),
        (r"\bnever\b", "always"),
        (r"\bwithout\b", "with"),
        (r"\bno longer\b", "still"),
        (r"\bis\b(?! not\b|['’]t\b)", "is not"),
        (r"\bis\b(?! not\b|['’]t\b)", "isn't"),
        (r"\bare\b(?! not\b|['’]t\b)", "are not"),
        (r"\bcan\b(?! not\b|['’]t\b)", "cannot"),
        (r"\bshould\b(?! not\b|['’]t\b)", "should not"),
        (r"\bmust\b(?! not\b|['’]t\b)", "must not"),
        (r"\bmay\b(?! not\b|['’]t\b)", "cannot"),
        (r"\bwill\b(?! not\b|['’]t\b)", "will not"),
        (r"\bdoes\b(?! not\b|['’]t\b)", "does not"),
        (r"\bwas\b(?! not\b|['’]t\b)", "was not"),
        (r"\bwere\b(?! not\b|['’]t\b)", "were not"),
        (r"\bhas\b(?! not\b|['’]t\b)", "has no"),
        (r"\bhave\b(?! not\b|['’]t\b)", "have no"),
        (r"\bneeds\b", "does not need"),
        (r"\bhelps\b", "does not help"),
        (r"\bmakes\b", "does not make"),
        (r"\bgives\b", "does not give"),
        (r"\buses\b", "does not use"),
        (r"\b([a-z]{3,}[^s])s (the|a|an|how|what|whether|each|every)\b", r"does not \1 \2"),
        (r"\bI ([a-z]{3,}) (the|a|an|my|our|it)\b", r"I did not \1 \2"),
        (r"\bincreases\b", "decreases"),
        (r"\bincrease\b", "decrease"),
        (r"\bdecreases\b", "increases"),
        (r"\breduces\b", "increases"),
        (r"\breduce\b", "increase"),
        (r"\blowers\b", "raises"),
        (r"\braises\b", "lowers"),
        (r"\bgrows\b", "shrinks"),
        (r"\bimproves\b", "worsens"),
        (r"\bmore\b", "less"),
        (r"\bless\b", "more"),
        (r"\bfewer\b", "more"),
        (r"\bmost\b", "least"),
        (r"\bhigher\b", "lower"),
        (r"\blower\b", "higher"),
        (r"\bhigh\b", "low"),
        (r"\blow\b", "high"),
        (r"\blarger\b", "smaller"),
        (r"\bsmaller\b", "larger"),
        (r"\blarge\b", "small"),
        (r"\bsmall\b", "large"),
        (r"\bfaster\b", "slower"),
        (r"\bslower\b", "faster"),
        (r"\bbefore\b", "after"),
        (r"\bafter\b", "before"),
        (r"\balways\b", "never"),
        (r"(?<!not )\bonly\b", "not only"),
        (r"\ball\b", "none of"),
        (r"\bboth\b", "neither"),
        (r"\bfirst\b", "last"),
        (r"\binput\b", "output"),
        (r"\bpositive\b", "negative"),
        (r"\bnegative\b", "positive"),
        (r"\bbetter\b", "worse"),
        (r"\btrue\b", "false"),
    )
)


def negated(text: str, random: Random) -> str | None:
    """The text with one word turned around, or None where no rule applies."""
    fitting = [(pattern, change) for pattern, change in _RULES if pattern.search(text)]
    if not fitting:
        return None
    pattern, change = fitting[0] if random.random() < 0.35 else random.choice(fitting)
    return pattern.sub(change, text, count=1)
