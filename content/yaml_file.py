"""Reading YAML that may be hostile: plain data, bounded in size, no aliases or repeated keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from content.bounded_file import read_bounded

MAX_BYTES = 2_000_000
"""Largest file that is read, in bytes: a theme of 500 full questions is about 1 MB."""

MAX_DEPTH = 20
"""Deepest nesting that is taken; a question needs 4."""

MAX_NUMBER = 40
"""Longest number that is taken, in characters. Python takes minutes for one of a million digits,
and fails at one beyond what a float can be."""

_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlFileError(ValueError):
    """A file is not YAML that a bank may hold; the message says why."""


def read_yaml(path: Path) -> Any:
    """The plain data (dicts, lists, strings, numbers) of a YAML file.

    Raises YamlFileError when the file is missing, larger than MAX_BYTES, not UTF-8, not YAML, or
    uses tags of other types, aliases or repeated keys.
    """
    return parse_yaml(read_text(path))[1]


def read_text(path: Path) -> str:
    """The text of a file with its line ends as they are. Raises YamlFileError as `read_yaml`."""
    return decoded(read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises YamlFileError when it is missing or larger than MAX_BYTES."""
    try:
        source = read_bounded(path, MAX_BYTES)
    except FileNotFoundError:
        raise YamlFileError("no such file; create it or remove its mention") from None
    except OSError as error:
        raise YamlFileError(f"cannot be read: {error.strerror}") from None
    if len(source) > MAX_BYTES:
        raise YamlFileError(f"holds more than {MAX_BYTES:,} bytes; split it into smaller files")
    return source


def decoded(source: bytes) -> str:
    """The text of a file's bytes. Raises YamlFileError when they are not UTF-8."""
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as error:
        raise YamlFileError(f"not UTF-8 (byte {error.start}); save it as UTF-8") from None


def parse_yaml(text: str) -> tuple[yaml.Node | None, Any]:
    """The root node of a text, whose marks tell where each value stands, and its plain data.

    Raises YamlFileError as `read_yaml` does.
    """
    try:
        _refuse_aliases_and_depth(text)
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            return None, None
        _refuse_long_numbers_and_repeated_keys(node)
        return node, loader.construct_document(node)
    except YamlFileError:
        raise
    except yaml.YAMLError as error:
        raise YamlFileError(f"not valid YAML: {' '.join(str(error).split())}") from None
    except (ValueError, LookupError, AttributeError) as error:  # PyYAML's, for tags such as !!int
        raise YamlFileError(f"not a value that a bank may hold: {error}") from None


def _refuse_aliases_and_depth(text: str) -> None:
    """Look at events before nodes are made, by recursion in C that deep nesting would crash.

    An alias is refused because a few lines of them can grow to gigabytes.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            raise YamlFileError(f"line {line}: aliases (*name) are not allowed; write it out again")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise YamlFileError(f"line {line}: nested more than {MAX_DEPTH} levels deep")


def _refuse_long_numbers_and_repeated_keys(node: yaml.Node) -> None:
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            _refuse_long_numbers_and_repeated_keys(child)
    elif isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise YamlFileError(f"line {line}: a key must be a plain word")
            if key.value in keys:
                raise YamlFileError(f"line {line}: the key {key.value!r} is written twice")
            keys.add(key.value)
            _refuse_long_number(key)
            _refuse_long_numbers_and_repeated_keys(value)
    else:
        _refuse_long_number(node)


def _refuse_long_number(node: yaml.Node) -> None:
    if node.tag in _NUMBERS and len(node.value) > MAX_NUMBER:
        raise YamlFileError(
            f"line {node.start_mark.line + 1}: not a value that a bank may hold: a number of "
            f"{len(node.value):,} characters; write {MAX_NUMBER} at most, or quotes around it"
        )
