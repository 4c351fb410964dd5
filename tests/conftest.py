"""Parts that tests share: a tiny deterministic encoder and judge, and the real ones."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from content import Pack, RoleGuide, load_pack
from evaluator import STATUSES, Judgement, Reading, Status, passages
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


class DigestEncoder:
    """Another vector for every text, of the dimension of the real encoder by default, at once."""

    name = "digest"

    def __init__(self, dimension: int = 384) -> None:
        self.dimension = dimension
        self.digest = hashlib.sha256(f"digest {dimension}".encode()).hexdigest()
        self.encoded = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += len(texts)
        data = b"".join(hashlib.shake_256(t.encode()).digest(self.dimension) for t in texts)
        numbers = np.frombuffer(data, dtype=np.int8).reshape(len(texts), self.dimension)
        vectors = numbers.astype(np.float32)
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


class FakeJudge:
    """States a claim when the answer holds it word for word; "It is false that" contradicts it.

    The grade of a reference is the share of its words that the answer has.
    """

    name = "fake"

    def judge(self, readings: Sequence[Reading]) -> list[Judgement]:
        return [_fake_judgement(reading) for reading in readings]


def _fake_judgement(reading: Reading) -> Judgement:
    spoken = passages(reading.answer)
    table = np.full((len(reading.claims), len(STATUSES)), 0.01)
    shown, grades = [], []
    said = set(reading.answer.lower().split())
    for row, claim in zip(table, reading.claims, strict=True):
        status, words = _fake_status(claim, reading.answer)
        row[STATUSES.index(status)] = 0.97
        near = [p for p in spoken if words in p.text.lower()] or spoken
        shown.append(min(near, key=lambda p: (len(p.text), p.start)))
        grades.append(len(said & set(claim.lower().split())) / len(set(claim.split())))
    return Judgement(table, np.array(grades), tuple(shown))


def _fake_status(claim: str, answer: str) -> tuple[Status, str]:
    words = claim.lower().rstrip(".")
    said = answer.lower()
    if f"it is false that {words}" in said:
        return Status.CONTRADICTED, f"it is false that {words}"
    return (Status.STATED if words in said else Status.MISSING), words


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
def seeded(pack: Pack) -> Pack:
    """That pack with the questions of the interview guide only: small, and never grows."""
    return seeded_pack(pack)


def seeded_pack(pack: Pack) -> Pack:
    """The pack with the questions of the interview guide only."""
    kept = tuple(question for question in pack.questions if question.seed_id is not None)
    themes = {question.theme for question in kept}
    fields = {"questions": kept, "themes": tuple(t for t in pack.themes if t.id in themes)}
    return Pack(**dict(pack) | fields)


@pytest.fixture(scope="session")
def guide(pack: Pack) -> RoleGuide:
    """The guide of that pack."""
    assert pack.guide
    return pack.guide


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
