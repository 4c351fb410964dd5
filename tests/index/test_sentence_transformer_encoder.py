"""Any other model by sentence-transformers, under the same contract as the default encoder."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from content import Pack
from index import EncoderError, OnnxEncoder, SentenceTransformerEncoder
from index.minilm import weights_folder
from tests.index.conftest import VARIED_TEXTS

TOLERANCE = 1e-5


@pytest.fixture(scope="module")
def named() -> SentenceTransformerEncoder:
    """The encoder with the default model's weights, named by their folder."""
    return SentenceTransformerEncoder(str(weights_folder()))


@pytest.mark.model
def test_vectors_are_those_of_the_default_encoder(
    named: SentenceTransformerEncoder, encoder: OnnxEncoder
) -> None:
    assert np.abs(named.encode(VARIED_TEXTS) - encoder.encode(VARIED_TEXTS)).max() <= TOLERANCE


@pytest.mark.model
def test_vectors_have_length_1_and_the_dimension(named: SentenceTransformerEncoder) -> None:
    vectors = named.encode(["one", "word " * 1000])
    assert vectors.shape == (2, 384)
    assert named.dimension == 384
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


@pytest.mark.model
def test_no_texts_give_no_vectors(named: SentenceTransformerEncoder) -> None:
    assert named.encode([]).shape == (0, named.dimension)


@pytest.mark.model
def test_a_lone_surrogate_is_taken_as_a_question_mark(named: SentenceTransformerEncoder) -> None:
    one, other = named.encode(["half a \ud83d sign", "half a ? sign"])
    assert np.abs(one - other).max() <= TOLERANCE


@pytest.mark.model
@pytest.mark.parametrize(
    ("unit", "separator"), [("word", " "), ("word", "\n"), ("字", ""), ("word", "-")]
)
def test_the_end_of_a_long_text_counts(
    named: SentenceTransformerEncoder, unit: str, separator: str
) -> None:
    texts = [separator.join([unit] * 1000 + [last]) for last in ("neural", "banana")]
    one, other = named.encode(texts)
    assert np.abs(one - other).max() > 1e-4


@pytest.mark.model
def test_a_long_text_is_near_to_what_the_default_encoder_makes_of_it(
    named: SentenceTransformerEncoder, encoder: OnnxEncoder, pack: Pack
) -> None:
    text = " ".join(question.reference for question in pack.questions[:10])
    assert float(named.encode([text])[0] @ encoder.encode([text])[0]) > 0.95


def test_a_model_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    encoder = SentenceTransformerEncoder(str(tmp_path / "nowhere"))
    assert encoder.name.endswith("nowhere")
    with pytest.raises(EncoderError, match="name a folder or a model") as caught:
        encoder.encode(["a text"])
    assert "unset VIVA_ENCODER" in str(caught.value)
    assert "nowhere" in str(caught.value)


@pytest.mark.model
def test_the_digest_changes_with_the_weights(
    named: SentenceTransformerEncoder, tmp_path: Path
) -> None:
    from safetensors.numpy import load_file, save_file

    folder = tmp_path / "model"
    shutil.copytree(weights_folder(), folder)
    assert SentenceTransformerEncoder(str(folder)).digest == named.digest
    weights = load_file(folder / "model.safetensors")
    name = next(name for name in sorted(weights) if name.endswith("LayerNorm.bias"))
    weights[name] = weights[name] + np.float32(1e-3)
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    assert SentenceTransformerEncoder(str(folder)).digest != named.digest
