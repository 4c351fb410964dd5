"""YAML files as they were parsed before, each kept under the hash of the bytes that it came from.

Parsing YAML is nearly all the time that loading a large pack takes. What is kept is what the parser
made, as JSON: the schema still checks it at every load, so a cached pack passes what a fresh one
passes, and a changed schema needs no new cache. A file that differs by one byte has another hash.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from content.atomic_file import write_atomically
from content.yaml_file import decoded, parse_yaml, read_bytes

FORMAT_VERSION = 2
"""Raise it when content/yaml_file.py comes to read, or to refuse, anything in another way."""

_PARSER = f"PyYAML {yaml.__version__}"


class ParsedFiles:
    """A folder of parsed files. One that is missing, damaged or of another version is made anew.

    A folder that cannot be written makes loading slow, not wrong, so that it is no error.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def read(self, path: Path) -> Any:
        """What `read_yaml` reads from a file. Raises YamlFileError as it does."""
        source = read_bytes(path)
        digest = hashlib.sha256(source).hexdigest()
        kept = self._folder / f"{digest}.json"
        self._used.add(kept.name)
        with suppress(OSError, ValueError):
            return _unpacked(kept.read_bytes(), digest)
        _, parsed = parse_yaml(decoded(source))
        packed = _packed(parsed, digest)
        if packed is not None:
            self._keep(kept, packed)
        return parsed

    def forget_unused(self) -> None:
        """Remove the files that have not been read through this object: of older edits."""
        with suppress(OSError):
            for kept in self._folder.glob("*.json"):
                if kept.name not in self._used:
                    kept.unlink(missing_ok=True)

    def _keep(self, kept: Path, packed: bytes) -> None:
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(kept, packed)


def _head(source_digest: str, body: bytes) -> bytes:
    """The first line of a kept file: what made it, from what, and the hash of the rest."""
    fields = {
        "format_version": FORMAT_VERSION,
        "parser": _PARSER,
        "source_sha256": source_digest,
        "body_sha256": hashlib.sha256(body).hexdigest(),
    }
    return json.dumps(fields).encode()


def _packed(parsed: Any, source_digest: str) -> bytes | None:
    """The kept form of parsed data; None for what JSON does not give back as it was, as a date."""
    try:
        body = json.dumps(parsed).encode()
    except (TypeError, ValueError):
        return None
    if json.loads(body) != parsed:
        return None
    return _head(source_digest, body) + b"\n" + body


def _unpacked(packed: bytes, source_digest: str) -> Any:
    """The parsed data. Raises ValueError when it is damaged or not made from this source."""
    head, _, body = packed.partition(b"\n")
    if head != _head(source_digest, body):
        raise ValueError("not a parsed file of this source and version")
    return json.loads(body)
