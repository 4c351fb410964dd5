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
    OFF_DOMAIN,
    QUERIES,
    STYLES,
    SearchQuery,
    pack_named,
    read_off_domain,
    read_queries,
)
from _similarities import Similarities, Values, reciprocal_ranks
from index import QUERY_WEIGHTS, Encoder, question_entries
from service import Settings, make_encoder

FUSION = "fusion"
SHOWN = 10
WIDTH = 120
"""Characters of a line: all styles side by side."""


@dataclass(frozen=True)
class Tried:
    """A pack's dev queries: `relevant` has shape (queries, entries), `off` is off-domain."""

    queries: tuple[SearchQuery, ...]
    real: Similarities
    relevant: NDArray[np.bool_]
    off: Similarities


def main(
    weight: Annotated[
        list[str] | None, typer.Option(help="A view and its weights, as in theme=0,0.25,0.5.")
    ] = None,
    fusion: Annotated[str, typer.Option(help="Shares of BM25, in [0, 1].")] = "0,0.1,0.2,0.3",
    floor: Annotated[
        str, typer.Option(help="Best scores by meaning under which a query is refused.")
    ] = "0.15,0.2,0.25,0.3,0.35",
    queries: Annotated[Path, typer.Option(help="File of search queries.")] = QUERIES,
    off_domain: Annotated[Path, typer.Option(help="File of off-domain queries.")] = OFF_DOMAIN,
) -> None:
    """Print the best constants of the grid by MRR, then what floors would refuse."""
    tried = read_tried(queries, off_domain)
    grid = {**dict(_numbers(option) for option in weight or []), FUSION: _floats(fusion)}
    constants = [dict(zip(grid, values, strict=True)) for values in product(*grid.values())]
    ranked = sorted(constants, key=lambda chosen: -float(ranks(tried, chosen).mean()))
    _print_best(tried, ranked[:SHOWN])
    _print_floors(tried, ranked[0], _floats(floor))


def read_tried(queries: Path = QUERIES, off_domain: Path = OFF_DOMAIN) -> list[Tried]:
    """The dev queries of every pack that has any. Encodes each pack's texts the first time."""
    dev = [query for query in read_queries(queries) if query.split == "dev"]
    off = [query.query for query in read_off_domain(off_domain) if query.split == "dev"]
    encoder = make_encoder(Settings())
    packs = sorted({query.pack for query in dev})
    return [_tried(n, [q for q in dev if q.pack == n], off, encoder) for n in packs]


def ranks(tried: Sequence[Tried], constants: Mapping[str, float]) -> Values:
    """Reciprocal ranks of all queries, pack by pack. `constants`: FUSION, and weights of views in
    place of today's.
    """
    weights = {**QUERY_WEIGHTS, **constants}
    fusion = constants.get(FUSION, 0.0)
    return np.concatenate(
        [reciprocal_ranks(one.real.fused(weights, fusion), one.relevant) for one in tried]
    )


def mrr(tried: Sequence[Tried], constants: Mapping[str, float]) -> float:
    """Mean reciprocal rank over all queries."""
    return float(ranks(tried, constants).mean())


def refused(
    tried: Sequence[Tried], constants: Mapping[str, float], floor: float
) -> tuple[float, float]:
    """Shares of off-domain and of real queries whose best score by meaning is under the floor."""
    weights = {**QUERY_WEIGHTS, **constants}
    off = np.concatenate([one.off.dense(weights).max(axis=1) for one in tried])
    real = np.concatenate([one.real.dense(weights).max(axis=1) for one in tried])
    return float((off < floor).mean()), float((real < floor).mean())


def _tried(name: str, queries: list[SearchQuery], off: list[str], encoder: Encoder) -> Tried:
    entries = question_entries(pack_named(name))
    relevant = np.array([[e.id in query.relevant for e in entries] for query in queries])
    real = Similarities.of([query.query for query in queries], entries, encoder)
    return Tried(tuple(queries), real, relevant, Similarities.of(off, entries, encoder))


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


def _print_floors(
    tried: Sequence[Tried], constants: Mapping[str, float], floors: Sequence[float]
) -> None:
    table = Table("floor", "off-domain refused", "real queries refused")
    for floor in floors:
        off, real = refused(tried, constants, floor)
        table.add_row(f"{floor:g}", f"{off:.1%}", f"{real:.1%}")
    Console().print(table)


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
