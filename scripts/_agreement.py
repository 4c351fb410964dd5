"""How well scores agree with human grades."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import pearsonr
from sklearn.metrics import f1_score, roc_auc_score

Values = NDArray[np.float64]
Figures = dict[str, float]

APART = 25
"""Grades at least this far apart, of 100, should be put in the right order."""

PASS = 50.0
GOOD = frozenset({"expert", "terse", "noisy"})
BAD = frozenset({"fluent_wrong", "negated", "stuffed", "echo", "offtopic"})


def pearson(scores: Values, grades: Values) -> float:
    """Pearson correlation; 0 when one of them is constant."""
    if np.ptp(scores) == 0 or np.ptp(grades) == 0:
        return 0.0
    return float(pearsonr(scores, grades).statistic)


def interview_figures(
    scores: Values, grades: Values, kinds: Sequence[str], questions: Sequence[str]
) -> Figures:
    """Agreement on interview answers of known kinds; scores and grades in [0, 100]."""
    of = np.array(kinds)
    good, bad = np.isin(of, list(GOOD)), np.isin(of, list(BAD))
    judged = good | bad
    return {
        f"pairs {APART} apart in order": ordered(scores, grades, questions),
        "AUC good against bad": float(roc_auc_score(good[judged], scores[judged])),
        "Pearson": pearson(scores, grades),
        f"bad at {PASS:.0f} or more": float((scores[bad] >= PASS).mean()),
        f"good under {PASS:.0f}": float((scores[good] < PASS).mean()),
        **{f"mean {kind}": float(scores[of == kind].mean()) for kind in sorted(set(kinds))},
    }


def ordered(scores: Values, grades: Values, questions: Sequence[str]) -> float:
    """Share of pairs of one question, graded at least APART apart, in the right order."""
    of = np.array(questions)
    apart = (of[:, np.newaxis] == of) & (grades[:, np.newaxis] - grades >= APART)
    above = scores[:, np.newaxis] - scores
    return float(((above > 0)[apart] + 0.5 * (above == 0)[apart]).mean())


def best_threshold(scores: Values, right: NDArray[np.bool_]) -> float:
    """The score from which on calling an answer right gives the best macro-F1."""
    candidates = np.unique(np.quantile(scores, np.linspace(0, 1, 101)))
    return float(max(candidates, key=lambda at: macro_f1(scores >= at, right)))


def macro_f1(said: NDArray[np.bool_], right: NDArray[np.bool_]) -> float:
    """Macro-F1 of right and wrong."""
    return float(f1_score(right, said, average="macro"))


def macro_f1_by_halves(scores: Values, right: NDArray[np.bool_], questions: Sequence[str]) -> float:
    """Macro-F1 where each half of the questions has the threshold that the other half chose."""
    names = sorted(set(questions))
    first = np.isin(np.array(questions), names[::2])
    said = np.zeros(len(scores), dtype=bool)
    for half in (first, ~first):
        said[half] = scores[half] >= best_threshold(scores[~half], right[~half])
    return macro_f1(said, right)
