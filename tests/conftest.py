"""Parts that tests share: a tiny deterministic encoder and judge, and the real ones."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from content import Pack, load_pack
from evaluator import STATUSES, ClaimPassage, Probabilities, Status
from index import Vectors
from service import Service, Settings, open_service

ROOT = Path(__file__).resolve().parent.parent
PACK = ROOT / "content" / "packs" / "ml-engineer"

# No test may reach the network: a model hub that is asked anyway answers at once that it cannot.
os.environ["HF_HUB_OFFLINE"] = "1"


class FakeEncoder:
    """A bag of words hashed into 256 dimensions: equal words, equal vectors; counts its texts."""

    name = "fake"
    digest = hashlib.sha256(b"fake").hexdigest()
    dimension = 256

    def __init__(self) -> None:
        self.encoded = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += len(texts)
        vectors = np.full((len(texts), self.dimension), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                word = word.strip(".,;:!?\"'()")
                column = int(hashlib.sha256(word.encode("utf-8", "replace")).hexdigest(), 16)
                vectors[row, column % self.dimension] += 1
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


class FakeJudge:
    """States a claim when the passage holds it word for word; "not" before it contradicts it."""

    name = "fake"

    def judge(self, pairs: Sequence[ClaimPassage]) -> Probabilities:
        table = np.full((len(pairs), len(STATUSES)), 0.01)
        for row, pair in zip(table, pairs, strict=True):
            row[STATUSES.index(_fake_status(pair))] = 0.97
        return table


def _fake_status(pair: ClaimPassage) -> Status:
    claim = pair.claim.lower().rstrip(".")
    said = pair.passage.lower()
    if f"it is false that {claim}" in said:
        return Status.CONTRADICTED
    return Status.STATED if claim in said else Status.MISSING


@pytest.fixture
def fake_encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def fake_judge() -> FakeJudge:
    return FakeJudge()


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The machine-learning-engineer pack, as shipped."""
    return load_pack(PACK)


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The settings of `make setup`: the real exported encoder and the saved index."""
    return Settings()


@pytest.fixture(scope="session")
def service(settings: Settings) -> Service:
    """The real service, for tests marked `model`."""
    return open_service(settings)


@pytest.fixture(scope="session")
def graded() -> Path:
    """The folder of graded data, which is not part of the project; skips where there is none."""
    folder = Path(os.environ.get("VIVA_GRADED", ROOT.parent / "shared" / "graded"))
    if not folder.is_dir():
        pytest.skip("no graded data here; set VIVA_GRADED to its folder")
    return folder
