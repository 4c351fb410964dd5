"""Check the search queries: ids that exist, splits that follow, no copies, enough of each style."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from _console import run
from _bm25 import folded_words
from _search_corpus import (
    OFF_DOMAIN,
    PACKS,
    QUERIES,
    SPLITS,
    STYLES,
    OffDomainQuery,
    SearchQuery,
    pack_named,
    parsed,
    split_of,
)
from content import Pack, Question


def main(
    queries: Annotated[Path, typer.Option(help="File of search queries.")] = QUERIES,
    off_domain: Annotated[Path, typer.Option(help="File of off-domain queries.")] = OFF_DOMAIN,
    least: Annotated[int, typer.Option(min=0, help="Least queries of a style and split.")] = 20,
) -> None:
    """Say what is wrong with the queries, and count them; exit status 1 if anything is wrong."""
    real, problems = parsed(queries, SearchQuery)
    off, off_problems = parsed(off_domain, OffDomainQuery)
    problems += off_problems
    for name in sorted({query.pack for query in real}):
        problems += _pack_problems(name, [query for query in real if query.pack == name])
    problems += [*_split_problems(real), *_copies([*real, *off]), *_rare_styles(real, least)]
    for problem in problems:
        typer.echo(problem)
    _print_counts(real, off)
    typer.echo(f"{len(real)} queries, {len(off)} off-domain, {len(problems)} problems")
    raise SystemExit(bool(problems))


def _pack_problems(name: str, queries: Sequence[SearchQuery]) -> Iterator[str]:
    if not (PACKS / name).is_dir():
        yield f"there is no pack {name!r}; {len(queries)} queries name it"
        return
    pack = pack_named(name)
    for query in queries:
        unknown = [one for one in query.relevant if not pack.question(one)]
        if unknown:
            yield f"{query.query!r}: the pack {name} has no question {', '.join(unknown)}"
        if len(set(query.relevant)) < len(query.relevant):
            yield f"{query.query!r}: an id stands twice in relevant"
    yield from _given_away(pack, queries)


def _given_away(pack: Pack, queries: Sequence[SearchQuery]) -> Iterator[str]:
    """Queries in the very words of a question or of another way of asking it."""
    asked = [(text, question.id) for question in pack.questions for text in _asked(question)]
    folded = folded_words([text for text, _ in asked])
    owner = {_key(t, w): one for (t, one), w in zip(asked, folded, strict=True)}
    for query, words in zip(queries, folded_words([q.query for q in queries]), strict=True):
        if one := owner.get(_key(query.query, words)):
            yield f"{query.query!r}: these are the words of the question {one} itself"


def _asked(question: Question) -> tuple[str, ...]:
    return (question.question, *question.also_asked)


def _key(text: str, words: Sequence[str]) -> tuple[str, ...]:
    """Folded words in any order; a text that has none stands for itself."""
    return tuple(sorted(words)) or (text.lower(),)


def _split_problems(queries: Sequence[SearchQuery]) -> Iterator[str]:
    for query in queries:
        if query.split != split_of(query.relevant[0]):
            yield f"{query.query!r}: the split of {query.relevant[0]} is not {query.split}"


def _copies(queries: Sequence[SearchQuery | OffDomainQuery]) -> Iterator[str]:
    found: dict[tuple[str, ...], list[SearchQuery | OffDomainQuery]] = defaultdict(list)
    for query, words in zip(queries, folded_words([q.query for q in queries]), strict=True):
        found[_key(query.query, words)].append(query)
    for alike in found.values():
        if len(alike) > 1:
            texts = ", ".join(f"{query.query!r} ({query.split})" for query in alike)
            yield f"the same words: {texts}"


def _rare_styles(queries: Sequence[SearchQuery], least: int) -> Iterator[str]:
    counts = Counter((query.style, query.split) for query in queries)
    for style in STYLES:
        for split in SPLITS:
            if counts[style, split] < least:
                yield f"{counts[style, split]} queries are {style} and {split}, not {least}"


def _print_counts(real: Sequence[SearchQuery], off: Sequence[OffDomainQuery]) -> None:
    packs = sorted({query.pack for query in real})
    table = Table("", *(f"{pack}, {split}" for pack in packs for split in SPLITS))
    counts = Counter((query.style, query.pack, query.split) for query in real)
    for style in STYLES:
        cells = (counts[style, pack, split] for pack in packs for split in SPLITS)
        table.add_row(style, *map(str, cells))
    Console().print(table)
    splits = Counter(query.split for query in off)
    typer.echo(f"off-domain: {splits['dev']} dev, {splits['test']} test")


if __name__ == "__main__":
    run(main)
