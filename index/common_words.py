"""The words that an encoder knows whole: a fair list of common English."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from index.errors import EncoderError

_PIECE = "##"
"""What begins a piece that only continues a word."""


@lru_cache(maxsize=4)
def common_words(tokenizer: Path) -> frozenset[str]:
    """The whole words of a WordPiece vocabulary, from the tokenizer.json of an encoder.

    That of all-MiniLM-L6-v2 has about 22,000 of letters, lower case: what was frequent in Wikipedia
    and books. A tokenizer of another sort gives none. Raises EncoderError when it is no such file.
    """
    try:
        model = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]
        vocabulary = model["vocab"] if model.get("type") == "WordPiece" else {}
        return frozenset(w for w in vocabulary if not w.startswith(_PIECE) and w.isalpha())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{tokenizer}: no tokenizer.json of an encoder ({error}); run: make setup"
        raise EncoderError(message) from error
