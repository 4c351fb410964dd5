"""What two texts say in the same words, and what they say with the opposite sign."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")

_STOP_WORDS = frozenset(
    """a an the this that these those it its he she they them their we our us you your i my me is are
    was were be been being am do does did done have has had having will would can could may might
    must shall should of in on at to for from by with as into onto over under about between through
    against across within per during and or but so if then than when while where which who whom what
    how why there here also just too well e.g i.e etc example""".split()
)

_QUANTIFIERS = frozenset(
    """very more most much many some any each every all both such only own same other another one
    few less least enough""".split()
)

_NEGATORS = frozenset(
    """no not never none nothing nobody neither nor without cannot can't don't doesn't didn't isn't
    aren't wasn't weren't won't wouldn't shouldn't couldn't hasn't haven't hadn't mustn't hardly
    rarely seldom barely fails fail failed lacks lack lacking unable ignores ignore ignored avoid
    avoids avoided prevents prevent dont doesnt isnt cant wont useless unnecessary irrelevant
    impossible instead rather""".split()
)

_COPULAS = frozenset("is are was were be has have had does do can will must should".split())

_VERBS = frozenset(
    """add allow apply arrive average become begin break bring build call catch cause change choose
    combine come compare compute contain control converge create cut decide decrease define depend
    describe divide drop encode ensure estimate expect explain fail fall find fit flag follow forget
    generalise generalize get give go grow happen help hide hold hurt ignore improve include increase
    keep know lead learn leave let lose lower make map mean measure memorise memorize miss move need
    overfit penalise penalize pick predict prevent produce push put raise reach read reduce
    remove rely repeat replace require return rotate run say see seek send serve shrink show solve
    split spot start stay stop store suffer take teach tell treat tune turn underfit use want watch
    work write""".split()
)

def _verb_forms(verb: str) -> tuple[str, ...]:
    stem = verb.removesuffix("e").removesuffix("y")
    return verb, f"{verb}s", f"{verb}d", f"{verb}ed", f"{stem}es", f"{stem}ies", f"{stem}ied"


_PREDICATES = _COPULAS | _NEGATORS | {form for verb in _VERBS for form in _verb_forms(verb)}

_SIGN = re.compile(r":\s|->|=>|→|⇒|≈|=|<|>|≤|≥|\bvs\b")

_FUNCTION_WORDS = _STOP_WORDS | _QUANTIFIERS | _NEGATORS

_OPPOSITES = """
    increase decrease, increases decreases, increasing decreasing, increased decreased, raise lower,
    raises lowers, high low, higher lower, highest lowest, more fewer, more less, most least,
    large small, larger smaller, bigger smaller, largest smallest, many few, long short,
    longer shorter, fast slow, faster slower, before after, first last, above below, over under,
    maximize minimize, maximise minimise, maximum minimum, maximizes minimizes, maximises minimises,
    add remove, adds removes, positive negative, true false, supervised unsupervised,
    labeled unlabeled, labelled unlabelled, underfitting overfitting, bias variance,
    precision recall, linear nonlinear, linear logistic, discrete continuous, categorical numerical,
    categorical continuous, classification regression, training test, train test, input output,
    inputs outputs, forward backward, simple complex, simpler complex, strong weak, cheap expensive,
    cheaper costlier, early late, earlier later, same different, similar different, static dynamic,
    global local, internal external, lossy lossless, parallel sequential, synchronous asynchronous,
    always never, all none, better worse, best worst, easy hard, easier harder, good bad, left right,
    left-hand right-hand, up down, start end, read write, server client, open closed, public private,
    dense sparse, independent dependent, offline online, batch real-time, shrink grow, shrinks grows,
    gain lose, cause prevent, causes prevents, helps hurts, improves worsens, improve worsen,
    reduce increase, reduces increases, reducing increasing, lowers increases, lower increase,
    keep discard, keeps discards, known unknown, seen unseen, fixed learned, fixed variable,
    biased unbiased, correct incorrect, right wrong, necessary unnecessary, needed unneeded,
    possible impossible, stable unstable, reversible irreversible, mutable immutable
"""


def _pairs() -> dict[str, frozenset[str]]:
    opposites: dict[str, set[str]] = {}
    for pair in _OPPOSITES.replace("\n", " ").split(","):
        first, second = pair.split()
        opposites.setdefault(first, set()).add(second)
        opposites.setdefault(second, set()).add(first)
    return {word: frozenset(others) for word, others in opposites.items()}


_OPPOSITE_OF = _pairs()


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case; hyphens and apostrophes belong to their word."""
    return tuple(word.lower().replace("’", "'") for word in _WORD.findall(text))


@lru_cache(maxsize=20_000)
def content_stems(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning: stop words and negators are left out."""
    kept = (word for word in words(text) if word not in _FUNCTION_WORDS)
    return frozenset(stem for word in kept if len(stem := _stem(word)) > 1)


def recall(wanted: str, text: str) -> float:
    """Share of the content stems of `wanted` that `text` has, in [0, 1]; 0 when it has none."""
    stems = content_stems(wanted)
    return len(stems & content_stems(text)) / len(stems) if stems else 0.0


def function_words(text: str) -> int:
    """How many words of a text only join, point, count or deny (the, of, all, not ...)."""
    return sum(word in _FUNCTION_WORDS for word in words(text))


def new_words(text: str, known: str) -> frozenset[str]:
    """Words of a text, quantifiers and single letters too, whose stem `known` does not have."""
    stems = frozenset(map(_stem, words(known)))
    return frozenset(
        word
        for word in words(text)
        if word not in _STOP_WORDS and word not in _NEGATORS and _stem(word) not in stems
    )


def predicates(text: str) -> int:
    """About how many words or signs of a text assert something: is, reduces, means, ->, =."""
    verbs = sum(word in _PREDICATES for word in words(text))
    return verbs + len(_SIGN.findall(text))


def negations(text: str) -> int:
    """How many words of a text deny something."""
    return sum(word in _NEGATORS or word.endswith("n't") for word in words(text))


def opposites(first: str, second: str) -> int:
    """How many words of `first` stand in `second` only as their opposite (high, low)."""
    here, there = set(words(first)), set(words(second))
    return sum(
        word not in there and not there.isdisjoint(_OPPOSITE_OF[word] - here)
        for word in here & _OPPOSITE_OF.keys()
    )


def _stem(word: str) -> str:
    """A light stem, enough to match plurals and verb forms of one word."""
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


_ENDINGS = (
    ("ations", 3),
    ("ation", 3),
    ("ising", 3),
    ("izing", 3),
    ("ised", 3),
    ("ized", 3),
    ("ingly", 3),
    ("ings", 3),
    ("ing", 3),
    ("ions", 3),
    ("ion", 3),
    ("ies", 3),
    ("ied", 3),
    ("edly", 3),
    ("ed", 3),
    ("es", 3),
    ("ly", 3),
    ("s", 3),
    ("e", 3),
    ("y", 3),
)
"""Endings and the fewest letters that must stay before them."""
