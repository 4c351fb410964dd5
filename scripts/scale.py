"""Measure the vector stores at growing sizes, over vectors made to lie as the bank's do."""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from _console import print_json, read_rows, run
from _cost_curve import draw_costs
from _made_vectors import PERCENTILES, bank_cosines, fitted_maker, made_cosines, repeat_some
from _store_costs import ALLOWED_SHARES, Costs, measure
from evaluator import sentences
from index import StoreKind, Vectors, entry_rows, question_entries
from service import open_service

QUERIES = 300


def main(
    sizes: Annotated[str, typer.Option(help="Numbers of vectors.")] = "1000,10000,100000",
    stores: Annotated[str, typer.Option(help="Kinds of store.")] = "flat,hnsw,ivf-pq",
    threads: Annotated[int, typer.Option(min=1, help="Threads that build an index.")] = 1,
    folder: Annotated[Path | None, typer.Option(help="Where to put files meanwhile.")] = None,
    picture: Annotated[Path | None, typer.Option(help="Draw the costs into this SVG.")] = None,
    texts: Annotated[
        Path | None, typer.Option(help="JSONL of 'question' and 'answer': real texts to measure.")
    ] = None,
    json: Annotated[bool, typer.Option(help="Print the figures as JSON.")] = False,
    markdown: Annotated[bool, typer.Option(help="Print tables in Markdown.")] = False,
) -> None:
    """Print recall, latency, build time and size of each store at each size."""
    kinds = [_kind(name) for name in stores.split(",")]
    bank = _bank()
    costs: list[Costs] = []
    spreads: dict[str, list[float]] = {"the bank": _percentiles(bank_cosines(bank))}
    for size in (_size(text) for text in sizes.split(",")):
        with tempfile.TemporaryDirectory(dir=folder) as place:
            spreads[f"{size:,} made"] = _make(bank, size, Path(place))
            costs += [_measured(kind, size, Path(place), threads) for kind in kinds]
    real: list[Costs] = []
    if texts is not None:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            size = _encode(texts, Path(place))
            real = [_measured(kind, size, Path(place), threads) for kind in kinds]
    if picture is not None:
        draw_costs(costs, picture)
    if json:
        made, told = ([asdict(cost) for cost in part] for part in (costs, real))
        print_json({"cosines": spreads, "costs": made, "costs of real texts": told})
        return
    tables = [_costs_table(costs), _allowed_table(costs), _spread_table(spreads)]
    if real:
        tables += [_costs_table(real), _allowed_table(real)]
    for table in tables:
        if markdown:
            typer.echo("\n".join(_markdown(table)) + "\n")
        else:
            _printed(table)


Rows = list[list[str]]
"""A table: its head, then its rows."""


def _costs_table(costs: Sequence[Costs]) -> Rows:
    head = ["vectors", "store", "recall@10", "query, ms", "build, s of processor", "open, s"]
    head += ["memory, bytes a vector", "own file, bytes a vector", "change a row, ms"]
    return [head, *map(_costs_row, costs)]


def _costs_row(costs: Costs) -> list[str]:
    return [
        f"{costs.size:,}",
        costs.store,
        f"{costs.recall:.3f}",
        f"{costs.query_ms:.2f}",
        f"{costs.build_s:.1f}",
        f"{costs.open_s:.2f}",
        f"{costs.memory:.0f}",
        f"{costs.disk:.0f}",
        f"{costs.change_ms:.1f}",
    ]


def _allowed_table(costs: Sequence[Costs]) -> Rows:
    head = ["vectors", "store", *(f"{share:.0%} allowed" for share in ALLOWED_SHARES)]
    rows = [
        [
            f"{c.size:,}",
            c.store,
            *(f"{recall:.3f}, {ms:.2f} ms" for recall, ms in c.allowed.values()),
        ]
        for c in costs
    ]
    return [head, *rows]


def _spread_table(spreads: dict[str, list[float]]) -> Rows:
    head = ["cosine to the nearest other, percentile", *map(str, PERCENTILES)]
    return [head, *([name, *(f"{v:.2f}" for v in values)] for name, values in spreads.items())]


def _markdown(table: Rows) -> list[str]:
    lines = ["| " + " | ".join(row) + " |" for row in table]
    return [lines[0], "|" + "---|" * len(table[0]), *lines[1:]]


def _printed(table: Rows) -> None:
    shown = Table(*table[0])
    for row in table[1:]:
        shown.add_row(*row)
    Console().print(shown)


def _bank() -> Vectors:
    """The distinct vectors of the questions' texts, shape (texts, dimension).

    Encoded here: nothing that is saved is touched.
    """
    service = open_service()
    texts = {row.text for row in entry_rows(question_entries(service.pack))}
    _say(f"encoding {len(texts):,} texts of the bank")
    bank: Vectors = np.unique(service.encoder.encode(sorted(texts)), axis=0)
    return bank


def _make(bank: Vectors, size: int, place: Path) -> list[float]:
    """Write vectors and queries; the percentiles of cosines to the nearest."""
    _say(f"{size:,}: making vectors")
    maker = fitted_maker(bank, size)
    shape = (size, bank.shape[1])
    path = place / "vectors.npy"
    vectors = np.lib.format.open_memmap(path, mode="w+", dtype=np.float32, shape=shape)
    at = 0
    for chunk in maker.chunks(size, stream=0):
        vectors[at : at + len(chunk)] = chunk
        at += len(chunk)
    repeat_some(vectors)
    vectors.flush()
    np.save(place / "queries.npy", np.concatenate(list(maker.chunks(QUERIES, stream=3))))
    return _percentiles(made_cosines(maker, size))


def _encode(file: Path, place: Path) -> int:
    """Write the vectors of the distinct sentences of answers, and of some questions as queries; how
    many vectors there are.
    """
    rows = [row.fields for row in read_rows(file)]
    said = dict.fromkeys(s.text for row in rows for s in sentences(str(row["answer"])))
    asked = list(dict.fromkeys(str(row["question"]) for row in rows if row["question"] not in said))
    _say(f"encoding {len(said):,} sentences")
    encoder = open_service().encoder
    np.save(place / "vectors.npy", encoder.encode(list(said)))
    np.save(place / "queries.npy", encoder.encode(asked[:QUERIES]))
    return len(said)


def _measured(kind: StoreKind, size: int, place: Path, threads: int) -> Costs:
    """The costs, from a process of its own, so that its memory is the store's."""
    _say(f"{size:,}: {kind.value}")
    start = time.perf_counter()
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        costs = pool.submit(measure, kind, place, threads).result()
    _say(f"{size:,}: {kind.value} took {time.perf_counter() - start:.0f} s in all")
    return costs


def _percentiles(values: Vectors) -> list[float]:
    return [float(value) for value in np.percentile(values, PERCENTILES)]


def _say(text: str) -> None:
    typer.echo(text, err=True)


def _kind(name: str) -> StoreKind:
    try:
        return StoreKind(name.strip())
    except ValueError:
        known = ", ".join(kind.value for kind in StoreKind)
        raise typer.BadParameter(f"no store is called {name!r}; there are {known}") from None


def _size(text: str) -> int:
    if not text.strip().isdecimal() or int(text) < 2:
        raise typer.BadParameter(f"{text!r} is not a number of vectors; give 2 or more")
    return int(text)


if __name__ == "__main__":
    run(main)
