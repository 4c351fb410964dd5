"""Every error that the content room raises.

VivaError                   the root of all errors that Viva raises on purpose
└── ContentError            the bank's own files are wrong
    ├── InterchangeError    a file of questions to import or export cannot be read or written
    ├── PackNotFoundError   no pack at the path that was given
    ├── InvalidPackError    one or more problems, all of them listed
    └── ConflictError       a question that is to be saved was changed by somebody else meanwhile
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class VivaError(Exception):
    """Root of every error that Viva raises on purpose; its message says what to do."""


class ContentError(VivaError):
    """The bank's own files are wrong."""


class InterchangeError(ContentError):
    """A file of questions to import or export cannot be read or written at all."""


class PackNotFoundError(ContentError):
    """There is no pack at the path that was given."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a pack: where it is and what to do about it."""

    file: Path
    item: str
    field: str
    message: str

    def __str__(self) -> str:
        place = ": ".join(part for part in (str(self.file), self.item, self.field) if part)
        return f"{place}: {self.message}"


class InvalidPackError(ContentError):
    """A pack has one or more problems. `problems` holds all of them, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        count = len(self.problems)
        head = f"{count} problem{'s' if count != 1 else ''} in the question bank:"
        super().__init__("\n  ".join([head, *map(str, self.problems)]))


class ConflictError(ContentError):
    """Questions were changed on disk since the edit began; `question_ids` names them."""

    def __init__(self, folder: Path, question_ids: Sequence[str]) -> None:
        self.question_ids = tuple(question_ids)
        names = ", ".join(map(repr, self.question_ids))
        super().__init__(
            f"{folder}: {names} was changed or removed by somebody else since you began your edit; "
            "nothing was saved: compare with what is there now, then save again"
        )
