"""Lists of English words that the wording features and the gates go by."""

from __future__ import annotations


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_WORDS = _listed(
    """
    a an the this that these those it its he she they them their we our us you your i my me is
    are was were be been being am do does did done have has had having will would can could
    may might must shall should of in on at to for from by with as into onto over under about
    between through against across within per during and or but so if then than when while
    where which who whom what how why there here also just too well e.g i.e etc example
    """
)

QUANTIFIERS = _listed(
    """
    very more most much many some any each every all both such only own same other another one
    few less least enough
    """
)

NEGATORS = _listed(
    """
    no not never none nothing nobody neither nor without cannot can't don't doesn't didn't
    isn't aren't wasn't weren't won't wouldn't shouldn't couldn't hasn't haven't hadn't
    mustn't hardly rarely seldom barely fails fail failed lacks lack lacking unable ignores
    ignore ignored avoid avoids avoided prevents prevent dont doesnt isnt cant wont useless
    unnecessary irrelevant impossible instead rather
    """
)

FOREIGN_WORDS = _listed(
    """
    der die das und ein eine mit von zu auf den dem des dann ist sind nicht auch le la les un une et
    du en au aux est sont quand que qui sur dans pour el los las y del con se il lo di che per gli
    non dei della het een van dat met niet wordt om os as uma dos da no na em
    """
)
"""The commonest short words of German, French, Spanish, Italian, Dutch and Portuguese."""

COPULAS = _listed(
    """
    is are was were be has have had does do can will must should
    """
)

VERBS = _listed(
    """
    add allow apply arrive average become begin break bring build call catch cause change
    choose combine come compare compute contain control converge create cut decide decrease
    define depend describe divide drop encode ensure estimate expect explain fail fall find
    fit flag follow forget generalise generalize get give go grow happen help hide hold hurt
    ignore improve include increase keep know lead learn leave let lose lower make map mean
    measure memorise memorize miss move need overfit penalise penalize pick predict prevent
    produce push put raise reach read reduce remove rely repeat replace require return rotate
    run say see seek send serve shrink show solve split spot start stay stop store suffer take
    teach tell treat tune turn underfit use want watch work write
    """
)
"""Verbs by which technical statements assert something, in their plain form."""
