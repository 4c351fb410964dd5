"""The real encoder, its reference, and texts on which they must agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index import OnnxEncoder
from index.minilm import weights_folder
from service import Settings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

VARIED_TEXTS = (
    "",
    " ",
    "overfitting",
    "?",
    "What is the difference between supervised and unsupervised learning?",
    "WHAT IS THE DIFFERENCE?",
    "  spaces   inside\tand\naround  ",
    "Ünïcödé façade — “quotes” … 日本語のテキスト Привет мир عربى 😀🤖",
    "a\u0301 e\u0301: letters with their accents apart",
    "zero\u200bwidth and nul \0 and control \x07 signs",
    "x" * 300,
    "[CLS] special [SEP] words [MASK] [PAD] [UNK]",
    "def f(x): return {k: v ** 2 for k, v in x.items()}  # code",
    "L = -Σ y·log(ŷ) + λ‖w‖²",
    "A gradient is a vector of partial derivatives; it points where a function grows fastest. " * 6,
)


@pytest.fixture(scope="session")
def encoder(settings: Settings) -> OnnxEncoder:
    return OnnxEncoder(settings.encoder_folder)


@pytest.fixture(scope="session")
def reference() -> SentenceTransformer:
    """The model as its authors' library runs it."""
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(weights_folder()), device="cpu")
