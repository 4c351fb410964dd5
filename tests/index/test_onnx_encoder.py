"""The default encoder: the same vectors as sentence-transformers, and no text is ever cut."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index import EncoderError, OnnxEncoder, Vectors
from service import Settings
from tests.index.conftest import VARIED_TEXTS

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

ROOT = Path(__file__).resolve().parents[2]
TOLERANCE = 1e-5
ROOM = 254
"""Tokens of text in a window of 256: two are [CLS] and [SEP]."""

COMMON = "the cat sat on a mat while one dog ran home to eat some red fish with rice".split()
"""Words of one token each."""


def _words(count: int, start: int = 0) -> list[str]:
    return [COMMON[(start + number) % len(COMMON)] for number in range(count)]


def _by_windows(reference: SentenceTransformer, words: list[str]) -> Vectors:
    """The token-weighted mean of windows, of words of one token each, by the other library."""
    total = np.zeros(384)
    for at in range(0, len(words), ROOM):
        window = " ".join(words[at : at + ROOM])
        tokens = reference.encode([window], output_value="token_embeddings")[0]
        assert len(tokens) == len(words[at : at + ROOM]) + 2
        total += np.asarray(tokens, dtype=np.float64).sum(axis=0)
    vector: Vectors = (total / np.linalg.norm(total)).astype(np.float32)
    return vector


def _equal(left: Vectors, right: Vectors) -> bool:
    return bool(np.abs(left - right).max() <= TOLERANCE)


@pytest.mark.model
@pytest.mark.parametrize("text", VARIED_TEXTS)
def test_vectors_are_those_of_sentence_transformers(
    encoder: OnnxEncoder, reference: SentenceTransformer, text: str
) -> None:
    wanted = reference.encode([text], normalize_embeddings=True)
    assert _equal(encoder.encode([text]), np.asarray(wanted))


@pytest.mark.model
def test_a_lone_surrogate_is_taken_as_a_question_mark(
    encoder: OnnxEncoder, reference: SentenceTransformer
) -> None:
    wanted = reference.encode(["half a ? sign"], normalize_embeddings=True)
    assert _equal(encoder.encode(["half a \ud83d sign"]), np.asarray(wanted))


@pytest.mark.model
@pytest.mark.parametrize("tokens", [254, 255, 256])
def test_a_text_that_just_fits_is_one_window(
    encoder: OnnxEncoder, reference: SentenceTransformer, tokens: int
) -> None:
    text = " ".join(_words(tokens - 2))
    assert len(reference.tokenizer(text)["input_ids"]) == tokens
    wanted = reference.encode([text], normalize_embeddings=True)
    assert _equal(encoder.encode([text]), np.asarray(wanted))


@pytest.mark.model
@pytest.mark.parametrize("tokens", [257, 258, 510, 511, 1002])
def test_a_longer_text_is_the_token_weighted_mean_of_its_windows(
    encoder: OnnxEncoder, reference: SentenceTransformer, tokens: int
) -> None:
    words = _words(tokens - 2)
    found = encoder.encode([" ".join(words)])[0]
    assert _equal(found, _by_windows(reference, words))
    cut = reference.encode([" ".join(words)], normalize_embeddings=True)[0]
    assert not _equal(found, np.asarray(cut))


@pytest.mark.model
def test_the_last_word_of_a_thousand_counts(encoder: OnnxEncoder) -> None:
    words = _words(1000)
    one, other = encoder.encode([" ".join([*words[:-1], last]) for last in ("neural", "banana")])
    assert np.abs(one - other).max() > 1e-3
    assert 0.9 < float(one @ other) < 1


@pytest.mark.model
def test_the_order_and_size_of_a_batch_do_not_matter(encoder: OnnxEncoder) -> None:
    texts = [*VARIED_TEXTS, *(" ".join(_words(n, n)) for n in (1, 5, 40, 254, 300))]
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert _equal(encoder.encode(texts), alone)
    order = np.random.default_rng(0).permutation(len(texts))
    assert _equal(encoder.encode([texts[i] for i in order]), alone[order])
    many = [texts[i] for i in [*order] * 2]
    assert _equal(encoder.encode(many), alone[[*order] * 2])


@pytest.mark.model
def test_vectors_have_length_1_and_are_float32(encoder: OnnxEncoder) -> None:
    vectors = encoder.encode(VARIED_TEXTS)
    assert vectors.shape == (len(VARIED_TEXTS), encoder.dimension) == (len(VARIED_TEXTS), 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


@pytest.mark.model
def test_meaning_is_closer_than_wording(encoder: OnnxEncoder) -> None:
    asked, same, other = encoder.encode(
        ["How do I stop a model from memorising?", "preventing overfitting", "how do I cook rice?"]
    )
    assert asked @ same > asked @ other + 0.2


@pytest.mark.model
def test_threads_of_a_call_and_of_the_caller_do_not_matter(settings: Settings) -> None:
    texts = list(VARIED_TEXTS)
    encoder = OnnxEncoder(settings.encoder_folder, threads=1)
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: encoder.encode(texts), range(4)))
    alone = OnnxEncoder(settings.encoder_folder).encode(texts)
    assert all(_equal(result, alone) for result in results)


@pytest.mark.model
def test_encoding_does_not_import_torch(settings: Settings) -> None:
    code = (
        "import sys, pathlib\n"
        "from index import OnnxEncoder\n"
        "OnnxEncoder(pathlib.Path(sys.argv[1])).encode(['one text', 'word ' * 300])\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(settings.encoder_folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    imported = set(ran.stdout.split())
    assert {"index", "onnxruntime", "tokenizers"} <= imported
    assert not imported & {"torch", "transformers", "sentence_transformers"}


def test_a_constructor_loads_nothing(tmp_path: Path) -> None:
    encoder = OnnxEncoder(tmp_path / "nowhere")
    assert encoder.name == "all-MiniLM-L6-v2"
    assert encoder.dimension == 384
    assert len(encoder.digest) == 64
    assert encoder.encode([]).shape == (0, 384)
    assert not encoder.is_whole()


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="not exported yet; run: make setup") as caught:
        OnnxEncoder(tmp_path).encode(["a text"])
    assert str(tmp_path) in str(caught.value)


@pytest.fixture
def copy(settings: Settings, tmp_path: Path) -> Path:
    """A copy of the exported encoder, to be spoiled."""
    folder = tmp_path / "encoder"
    shutil.copytree(settings.encoder_folder, folder)
    return folder


@pytest.mark.model
@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json"])
def test_either_missing_file_says_what_to_do(copy: Path, missing: str) -> None:
    (copy / missing).unlink()
    with pytest.raises(EncoderError, match="not exported yet; run: make setup") as caught:
        OnnxEncoder(copy).encode(["a text"])
    assert str(copy / missing) in str(caught.value)


def _cut_short(folder: Path) -> Path:
    file = folder / "model.onnx"
    file.write_bytes(file.read_bytes()[:1_000_000])
    return file


def _no_model(folder: Path) -> Path:
    file = folder / "model.onnx"
    file.write_text("<html>Not found</html>")
    return file


def _empty_model(folder: Path) -> Path:
    file = folder / "model.onnx"
    file.write_bytes(b"")
    return file


def _other_model(folder: Path) -> Path:
    import onnx
    from onnx import TensorProto, helper

    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        [helper.make_node("Identity", ["x"], ["y"])],
        "other",
        [value("x", TensorProto.FLOAT, [1])],
        [value("y", TensorProto.FLOAT, [1])],
    )
    file = folder / "model.onnx"
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(file))
    return file


def _no_tokenizer(folder: Path) -> Path:
    file = folder / "tokenizer.json"
    file.write_text("{")
    return file


def _empty_tokenizer(folder: Path) -> Path:
    file = folder / "tokenizer.json"
    file.write_text("{}")
    return file


def _other_tokenizer(folder: Path) -> Path:
    file = folder / "tokenizer.json"
    fields = json.loads(file.read_text(encoding="utf-8"))
    vocab = {"a": 0, "[UNK]": 1}
    fields |= {"model": fields["model"] | {"vocab": vocab}, "added_tokens": []}
    fields["post_processor"] = None
    file.write_text(json.dumps(fields), encoding="utf-8")
    return file


@pytest.mark.model
@pytest.mark.parametrize(
    "spoil",
    [
        _cut_short,
        _no_model,
        _empty_model,
        _other_model,
        _no_tokenizer,
        _empty_tokenizer,
        _other_tokenizer,
    ],
)
def test_a_wrong_file_says_which_and_what_to_do(copy: Path, spoil: object) -> None:
    assert callable(spoil)
    file = spoil(copy)
    assert not OnnxEncoder(copy).is_whole()
    with pytest.raises(EncoderError, match="run: make setup") as caught:
        OnnxEncoder(copy).encode(["a text"])
    assert str(file) in str(caught.value)


@pytest.mark.model
def test_a_whole_folder_is_known_by_its_hashes(copy: Path) -> None:
    assert OnnxEncoder(copy).is_whole()
    file = copy / "model.onnx"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    assert not OnnxEncoder(copy).is_whole()
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    assert OnnxEncoder(copy).is_whole()


@pytest.mark.model
@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "[]",
        "{}",
        '"files"',
        '{"format_version": 1}',
        '{"format_version": 2}',
        '{"format_version": 1, "files": []}',
    ],
)
def test_a_wrong_manifest_is_no_whole_folder(copy: Path, manifest: str) -> None:
    (copy / "encoder.json").write_text(manifest)
    assert not OnnxEncoder(copy).is_whole()


@pytest.mark.model
@pytest.mark.parametrize(("field", "value"), [("format_version", 99), ("weights_sha256", "0" * 64)])
def test_an_export_of_another_version_or_model_is_not_whole(
    copy: Path, field: str, value: object
) -> None:
    file = copy / "encoder.json"
    fields = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(fields | {field: value}))
    assert not OnnxEncoder(copy).is_whole()
