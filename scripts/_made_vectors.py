"""Vectors made to lie as the bank's do, in any number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index import Vectors

CHUNK = 65_536
PROBES = 200
STEPS = 8
WIDEST = 4.0
SPREAD = (0.5, 1.5)
"""Noise of a vector, in parts of the mean noise, is drawn evenly between these."""

REPEATED_SHARE = 0.14
"""Share of rows whose text stands in the bank already: 591 of 4,135."""

REPEATED_TEXTS = 40
"""Texts that they repeat: names of themes and kinds, which grow no more when a bank does."""

PERCENTILES = (5, 25, 50, 75, 95)


@dataclass(frozen=True)
class Maker:
    """Makes vectors around the bank's distinct ones, with Gaussian noise of the bank's covariance.

    Noise of equal size in all directions would put every vector equally far from its neighbours,
    as real ones are not. More vectors lie closer together, so `noise` grows with the number.
    """

    bank: Vectors
    noise: float
    seed: int = 0

    def chunks(self, count: int, stream: int) -> Iterator[Vectors]:
        """`count` unit vectors; another `stream` gives others."""
        random = np.random.default_rng((self.seed, stream))
        shape = _spread(self.bank)
        for start in range(0, count, CHUNK):
            size = min(CHUNK, count - start)
            around = self.bank[random.integers(len(self.bank), size=size)]
            widths = random.uniform(*SPREAD, size=(size, 1)).astype(np.float32) * self.noise
            made = random.standard_normal((size, len(shape)), dtype=np.float32) @ shape
            made = around + widths * made
            yield made / np.linalg.norm(made, axis=1, keepdims=True)


def _spread(bank: Vectors) -> Vectors:
    """The matrix that gives evenly spread noise the covariance of the bank."""
    values, axes = np.linalg.eigh(np.cov(bank.T))
    shape: Vectors = (axes * np.sqrt(np.maximum(values, 0))).T.astype(np.float32)
    return shape


def fitted_maker(bank: Vectors, count: int) -> Maker:
    """The maker whose `count` vectors have the bank's median cosine to the nearest other."""
    around = np.random.default_rng(0).permutation(bank)[: max(1, count // 2)]
    wanted = float(np.median(bank_cosines(bank)))
    low, high = 0.0, WIDEST
    for _ in range(STEPS):
        middle = (low + high) / 2
        close = np.median(made_cosines(Maker(around, middle), count)) > wanted
        low, high = (middle, high) if close else (low, middle)
    return Maker(around, (low + high) / 2)


def bank_cosines(bank: Vectors) -> NDArray[np.float32]:
    """The cosine of each of the bank's vectors to the nearest other."""
    cosines = bank @ bank.T
    np.fill_diagonal(cosines, -1)
    nearest: NDArray[np.float32] = cosines.max(axis=1)
    return nearest


def made_cosines(maker: Maker, count: int) -> NDArray[np.float32]:
    """The cosine of made queries to the nearest of `count` made vectors."""
    queries = np.concatenate(list(maker.chunks(PROBES, stream=1)))
    nearest = np.full(PROBES, -1, dtype=np.float32)
    for chunk in maker.chunks(count, stream=0):
        nearest = np.maximum(nearest, (queries @ chunk.T).max(axis=1))
    return nearest


def repeat_some(vectors: Vectors) -> None:
    """Put copies of a few of the vectors in place of REPEATED_SHARE of them."""
    random = np.random.default_rng(2)
    count = len(vectors)
    rows = np.sort(random.choice(count, round(REPEATED_SHARE * count), replace=False))
    few = vectors[random.choice(count, min(count, REPEATED_TEXTS), replace=False)].copy()
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        vectors[part] = few[random.integers(len(few), size=len(part))]
