"""The first judge: an encoder's similarity, shared words, negation and opposites, weighed together.

It is honest about what it is: a multinomial logistic regression over a few features of a claim and
a passage, fitted on the graded corpus by `scripts/fit_encoder_judge.py`. Two texts that say the
opposite in the same words are near each other for any encoder, so it sees a contradiction only
where a negation or an opposite word shows it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evaluator.judge import ClaimPassage, Probabilities
from evaluator.logistic import LogisticModel
from evaluator.wording import negations, opposites, recall, words
from index import Encoder, Vectors

FEATURES: tuple[str, ...] = (
    "cosine",
    "cosine_squared",
    "recall",
    "precision",
    "recall_x_cosine",
    "negation_differs",
    "negation_differs_x_cosine",
    "passage_denies",
    "opposites",
    "opposites_x_cosine",
    "log_words",
)
COSINE_DIGITS = 5
"""Digits of a cosine that do not depend on which texts a model call holds besides."""

MAX_OPPOSITES = 2
"""More pairs of opposite words than this say nothing more."""


class EncoderJudge:
    """A Judge built on an encoder; see the module's docstring for what it can see."""

    def __init__(self, encoder: Encoder, model: LogisticModel) -> None:
        self._encoder = encoder
        self._model = model

    @property
    def name(self) -> str:
        return f"encoder judge ({self._encoder.name})"

    def judge(self, pairs: Sequence[ClaimPassage]) -> Probabilities:
        """Probabilities of shape (len(pairs), 4)."""
        if not pairs:
            return np.zeros((0, 4))
        return self._model.probabilities(pair_features(pairs, self._encoder))


def pair_features(pairs: Sequence[ClaimPassage], encoder: Encoder) -> NDArray[np.float64]:
    """FEATURES of each pair, shape (len(pairs), len(FEATURES)); each text is encoded once."""
    texts = {text: row for row, text in enumerate(dict.fromkeys(_texts(pairs)))}
    vectors = encoder.encode(list(texts))
    return np.array([_features(pair, texts, vectors) for pair in pairs])


def _texts(pairs: Sequence[ClaimPassage]) -> list[str]:
    return [text for pair in pairs for text in (pair.claim, pair.passage)]


def _features(pair: ClaimPassage, rows: dict[str, int], vectors: Vectors) -> list[float]:
    claim, passage = pair.claim, pair.passage
    cosine = round(float(vectors[rows[claim]] @ vectors[rows[passage]]), COSINE_DIGITS)
    shared = recall(claim, passage)
    denies = negations(passage) > 0
    differs = denies != (negations(claim) > 0)
    opposed = min(opposites(claim, passage), MAX_OPPOSITES)
    return [
        cosine,
        cosine**2,
        shared,
        recall(passage, claim),
        shared * cosine,
        float(differs),
        differs * cosine,
        float(denies),
        float(opposed),
        opposed * cosine,
        float(np.log1p(len(words(passage)))),
    ]
