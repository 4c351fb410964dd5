"""An id for a question that has none yet, made from its own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

WORDS = 7
"""Most words of an id: enough to be told by, short enough to type."""

LONGEST = 60
"""Most characters of an id before its number; the schema takes 80."""

FALLBACK = "question"
"""The id of a question in which no letter of a to z is found."""

_FILLERS = frozenset(
    re.findall(
        "[a-z]+",
        "a an and are can do does for from how in is it its of on or the to what when why with "
        "would you your",
    )
)


def suggested_id(text: str, taken: Collection[str]) -> str:
    """A slug of the telling words of a text that is none of `taken`."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    telling = [word for word in words if word not in _FILLERS] or words
    slug = "-".join(telling[:WORDS])[:LONGEST].strip("-") or FALLBACK
    number, found = 1, slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found
