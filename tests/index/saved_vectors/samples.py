"""Folders of saved vectors, and what can be seen of them from outside."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index import open_vectors
from index.saved_vectors import Saved, text_keys
from tests.conftest import FakeEncoder

ROOT = Path(__file__).resolve().parents[3]


class OtherEncoder(FakeEncoder):
    name = "other"
    digest = "0" * 64


def numbered(name: str, count: int) -> list[str]:
    return [f"{name} {number}" for number in range(count)]


def manifest_of(folder: Path) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return fields


def rewrite(folder: Path, **changes: Any) -> None:
    (folder / "manifest.json").write_text(json.dumps(manifest_of(folder) | changes))


def segment_sizes(folder: Path) -> list[int]:
    return sorted(segment["rows"] for segment in manifest_of(folder)["segments"])


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def names_wanted(folder: Path) -> set[str]:
    """What a tidy folder holds: its manifest, and what that names."""
    segments = manifest_of(folder)["segments"]
    files = {f"{stem}-{s[f'{stem}_sha256']}.npy" for s in segments for stem in ("keys", "vectors")}
    return {"manifest.json"} | files


def npy(array: Any, **options: Any) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, **options)
    return buffer.getvalue()


def save_first_format(
    folder: Path, texts: Sequence[str], encoder: FakeEncoder | None = None
) -> None:
    """A folder as Viva saved it before there were segments."""
    encoder = encoder or FakeEncoder()
    data = npy(encoder.encode(texts))
    digest = hashlib.sha256(data).hexdigest()
    texts_sha256 = [hashlib.sha256(t.encode("utf-8", "surrogatepass")).hexdigest() for t in texts]
    manifest = {
        "format_version": 1,
        "encoder": encoder.name,
        "encoder_digest": encoder.digest,
        "content_digest": hashlib.sha256("".join(texts_sha256).encode()).hexdigest(),
        "dimension": encoder.dimension,
        "count": len(texts),
        "vectors_file": f"vectors-{digest[:16]}.npy",
        "vectors_sha256": digest,
        "texts": texts_sha256,
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"vectors-{digest[:16]}.npy").write_bytes(data)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1))


def assert_opens(folder: Path, texts: Sequence[str]) -> int:
    """Opens texts, checks their vectors, and returns how many were encoded."""
    encoder = FakeEncoder()
    opened = open_vectors(folder, texts, encoder)
    assert np.array_equal(opened.vectors, FakeEncoder().encode(texts))
    assert opened.encoded == encoder.encoded
    return opened.encoded


def count_saved(saved: Saved, texts: Sequence[str]) -> int:
    """How many of the texts are among what was read; checks that their vectors are theirs."""
    wanted = {key.tobytes(): text for key, text in zip(text_keys(texts), texts, strict=True)}
    found = 0
    for segment in saved.segments:
        held = [wanted.get(key.tobytes()) for key in segment.keys]
        rows = np.array([row for row, text in enumerate(held) if text is not None], dtype=np.int64)
        vectors = FakeEncoder().encode([text for text in held if text is not None])
        assert np.array_equal(segment.vectors[rows], vectors)
        found += len(rows)
    return found
