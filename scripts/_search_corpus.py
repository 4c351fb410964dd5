"""Reading the queries that search is chosen and measured on."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Literal, TypeVar, get_args

import typer
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from _console import ROOT, Row, read_rows
from content import Pack, load_pack

PACKS = ROOT / "content" / "packs"
QUERIES = ROOT / "corpus" / "search" / "queries.jsonl"
OFF_DOMAIN = ROOT / "corpus" / "search" / "off_domain.jsonl"

DEV_DIGITS = frozenset("01234567")
"""First hexadecimal digits of the sha1 of an id that put a question's queries into dev: half."""

Split = Literal["dev", "test"]
Style = Literal["keyword", "natural", "oblique", "short-form", "misspelt", "recruiter"]
SPLITS: tuple[Split, ...] = get_args(Split)
STYLES: tuple[Style, ...] = get_args(Style)

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Query(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    query: _Text
    split: Split


class SearchQuery(_Query):
    """What a person types, and the ids of the pack's questions that answer it, best first."""

    relevant: Annotated[list[_Text], Field(min_length=1)]
    style: Style
    pack: _Text


class OffDomainQuery(_Query):
    """What a person types that no bank has a question about."""

    about: _Text


_Form = TypeVar("_Form", bound=_Query)


def read_queries(path: Path = QUERIES) -> list[SearchQuery]:
    """The queries of a file. Raises BadParameter that names every line of another form."""
    return _whole(path, SearchQuery)


def read_off_domain(path: Path = OFF_DOMAIN) -> list[OffDomainQuery]:
    """The off-domain queries of a file. Raises BadParameter as `read_queries` does."""
    return _whole(path, OffDomainQuery)


def parsed(path: Path, form: type[_Form]) -> tuple[list[_Form], list[str]]:
    """The good lines of a file, and what is wrong with the others."""
    good, problems = [], []
    for number, row in enumerate(read_rows(path), 1):
        try:
            good.append(_of_row(row, form))
        except ValueError as error:
            problems.append(f"{path.name}, row {number}: {error}")
    return good, problems


def split_of(question_id: str) -> Split:
    """The split of a question's queries, for good: it follows from the id alone."""
    digest = hashlib.sha1(question_id.encode(), usedforsecurity=False).hexdigest()
    return "dev" if digest[0] in DEV_DIGITS else "test"


def pack_named(name: str) -> Pack:
    """The shipped pack that queries name. Raises a VivaError when there is none."""
    return load_pack(PACKS / name)


def _of_row(row: Row, form: type[_Form]) -> _Form:
    if row.error:
        raise ValueError(row.error)
    try:
        return form.model_validate(row.fields)
    except ValidationError as error:
        details = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise ValueError("; ".join(details)) from None


def _whole(path: Path, form: type[_Form]) -> list[_Form]:
    good, problems = parsed(path, form)
    if problems:
        raise typer.BadParameter("\n".join(problems))
    return good
