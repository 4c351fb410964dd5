"""Many dimensions in two, so that near stays near."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index import Vectors

Places = NDArray[np.float64]

FEWEST_FOR_TSNE = 20
"""With fewer points t-SNE has no neighbourhoods to keep; their main axes show them better."""

MOST_FOR_EXACT = 1000
"""Points up to which t-SNE computes every pair (3 s for 316); more are approximated."""

PERPLEXITY = 30.0
"""Neighbours that count for each point, at most a third of all: scikit-learn's default. On the
316 questions of the ml-engineer pack 10, 20 and 30 keep neighbours alike (trustworthiness of 5
neighbours 0.97, 0.96 and 0.97)."""

SEED = 0


def projection(vectors: Vectors) -> Places:
    """Places in the unit square, shape (n, 2), of unit vectors of shape (n, dimension).

    One scale for both axes, the longer one filling [0, 1]; the same vectors give the same places.
    t-SNE (van der Maaten and Hinton 2008) from the main axes of the points on, or those axes alone.
    """
    exact = np.asarray(vectors, dtype=np.float64)
    if np.ptp(exact, axis=0).max() <= np.finfo(np.float32).eps:  # one point, or all in one place
        return np.full((len(exact), 2), 0.5)
    places = _reduced(exact)
    middle = (places.max(axis=0) + places.min(axis=0)) / 2
    unit: Places = np.clip((places - middle) / np.ptp(places, axis=0).max() + 0.5, 0.0, 1.0)
    return unit


def _reduced(vectors: Places) -> Places:
    """Places on any scale. scikit-learn takes a second to import, so only a map does it."""
    count = len(vectors)
    if count < FEWEST_FOR_TSNE:
        return _main_axes(vectors)
    from sklearn.manifold import TSNE

    method = "exact" if count <= MOST_FOR_EXACT else "barnes_hut"
    perplexity = min(PERPLEXITY, (count - 1) / 3)
    model = TSNE(
        2, metric="cosine", init="pca", random_state=SEED, perplexity=perplexity, method=method
    )
    places: Places = model.fit_transform(vectors)
    return places


def _main_axes(vectors: Places) -> Places:
    """The first two principal components; a missing one is 0."""
    from sklearn.decomposition import PCA

    places: Places = np.zeros((len(vectors), 2))
    axes = min(2, *vectors.shape)
    places[:, :axes] = PCA(axes, svd_solver="full").fit_transform(vectors)
    return places
