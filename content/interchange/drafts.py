"""Items that are not complete yet, kept in a file of their own for their author."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml

from content.errors import InterchangeError
from content.interchange.check import LeftItem
from content.interchange.files import write_file
from content.yaml_writer import WIDTH

_HEAD = (
    "# Questions that could not be imported yet. Viva never reads this file: complete the fields,\n"
    "# and move each to questions/<theme>.yaml of a pack.\n"
)


def write_drafts(path: Path, left: Sequence[LeftItem]) -> None:
    """Write the items as YAML: place, problems and the fields there are.

    The file appears whole or not at all. Raises InterchangeError when it cannot be written, and for
    a place inside a pack, which would not load with it.
    """
    if any((folder / "pack.yaml").is_file() for folder in path.resolve().parents):
        raise InterchangeError(f"{path}: is inside a question pack; keep drafts elsewhere")
    drafts = [
        {
            "place": one.item.place,
            "problems": [f"{field}: {message}" for field, message in one.problems],
            "fields": one.item.fields,
        }
        for one in left
    ]
    text = yaml.safe_dump(drafts, sort_keys=False, allow_unicode=True, width=WIDTH)
    write_file(path, f"{_HEAD}{text}".encode())
