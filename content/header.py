"""The schema of pack.yaml: a pack's name, its files of questions and its abbreviations."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from content.abbreviations import Abbreviations
from content.pack import Version
from content.question import Line, Record, Slug


class Header(Record):
    """The content of pack.yaml; `themes` names the files of questions, in order."""

    id: Slug
    title: Line
    version: Version
    themes: Annotated[tuple[Slug, ...], Field(min_length=1)]
    abbreviations: Abbreviations = Field(default_factory=dict)
