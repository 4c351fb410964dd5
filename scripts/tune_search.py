"""Try constants of search on the dev split of the search queries, all similarities made once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from _console import run
from _search_corpus import (
    QUERIES,
    STYLES,
    SearchQuery,
    pack_named,
    read_queries,
)
from _similarities import Similarities, Values, reciprocal_ranks
from index import (
    QUERY_WEIGHTS,
    Encoder,
    EntryTable,
    QueryWords,
    common_words,
    question_entries,
)
from service import Settings, make_encoder

FUSION = "fusion"
SHOWN = 10
WIDTH = 120
"""Characters of a line: all styles side by side."""


@dataclass(frozen=True)
class Tried:
    """A pack's dev queries; `relevant` has shape (queries, entries)."""

    queries: tuple[SearchQuery, ...]
    similar: Similarities
    relevant: NDArray[np.bool_]


def main(
    weight: Annotated[
        list[str] | None, typer.Option(help="A view and its weights, as in theme=0,0.25,0.5.")
    ] = None,
    fusion: Annotated[str, typer.Option(help="Shares of BM25, in [0, 1].")] = "0,0.1,0.2,0.3",
    queries: Annotated[Path, typer.Option(help="File of search queries.")] = QUERIES,
) -> None:
    """Print the best constants of the grid by MRR."""
    tried = read_tried(queries)
    grid = {**dict(_numbers(option) for option in weight or []), FUSION: _floats(fusion)}
    constants = [dict(zip(grid, values, strict=True)) for values in product(*grid.values())]
    ranked = sorted(constants, key=lambda chosen: -float(ranks(tried, chosen).mean()))
    _print_best(tried, ranked[:SHOWN])


def read_tried(queries: Path = QUERIES) -> list[Tried]:
    """The dev queries of every pack that has any. Encodes each pack's texts the first time."""
    dev = [query for query in read_queries(queries) if query.split == "dev"]
    encoder = make_encoder(Settings())
    packs = sorted({query.pack for query in dev})
    return [_tried(n, [q for q in dev if q.pack == n], encoder) for n in packs]


def ranks(tried: Sequence[Tried], constants: Mapping[str, float]) -> Values:
    """Reciprocal ranks of all queries, pack by pack. `constants`: FUSION, and weights of views in
    place of today's.
    """
    weights = {**QUERY_WEIGHTS, **constants}
    fusion = constants.get(FUSION, 0.0)
    return np.concatenate(
        [reciprocal_ranks(one.similar.fused(weights, fusion), one.relevant) for one in tried]
    )


def mrr(tried: Sequence[Tried], constants: Mapping[str, float]) -> float:
    """Mean reciprocal rank over all queries."""
    return float(ranks(tried, constants).mean())


def _tried(name: str, queries: list[SearchQuery], encoder: Encoder) -> Tried:
    pack = pack_named(name)
    entries = question_entries(pack)
    relevant = np.array([[e.id in query.relevant for e in entries] for query in queries])
    words = QueryWords.of(
        EntryTable(entries).own_texts(), pack.abbreviations, common_words(Settings().tokenizer)
    )
    read = [words.understood(query.query) for query in queries]
    return Tried(tuple(queries), Similarities.of(read, entries, encoder), relevant)


def _print_best(tried: Sequence[Tried], ranked: Sequence[Mapping[str, float]]) -> None:
    styles = np.array([query.style for one in tried for query in one.queries])
    found = [style for style in STYLES if style in styles]
    table = Table(*ranked[0], "MRR", "hit@1", *found)
    for constants in ranked:
        values = ranks(tried, constants)
        figures = [values.mean(), (values == 1).mean()]
        figures += [values[styles == style].mean() for style in found]
        table.add_row(*(f"{v:g}" for v in constants.values()), *(f"{v:.3f}" for v in figures))
    Console(width=WIDTH).print(table)


def _numbers(option: str) -> tuple[str, list[float]]:
    view, _, values = option.partition("=")
    return view, _floats(values)


def _floats(values: str) -> list[float]:
    try:
        return [float(value) for value in values.split(",")]
    except ValueError:
        raise typer.BadParameter(f"{values!r}: write numbers with commas between") from None


if __name__ == "__main__":
    run(main)
