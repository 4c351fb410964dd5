"""Time evaluation and search against sentence-transformers and the least possible, on one core."""

from __future__ import annotations

from typing import Annotated

import faiss
import torch
import typer
from rich.console import Console
from rich.table import Table
from sentence_transformers import SentenceTransformer

from _console import print_json, run
from _evaluator_speed import CONCEPTS, WORDS, evaluator_figures
from _search_speed import TARGETS, search_figures
from _timing import use_one_core
from index import weights_folder
from service import Settings, open_service


def main(
    answers: Annotated[int, typer.Option(min=1, help="Answers in the batch.")] = 1000,
    repeats: Annotated[int, typer.Option(min=1, help="Answers one by one.")] = 30,
    cold_starts: Annotated[int, typer.Option(min=1, help="Starts of the command.")] = 5,
    queries: Annotated[int, typer.Option(min=1, help="Searches one by one.")] = 100,
    batch: Annotated[int, typer.Option(min=1, help="Queries in a batch.")] = 256,
    json: Annotated[bool, typer.Option(help="Print the figures as JSON.")] = False,
) -> None:
    """Print medians, ratios between ways that took turns in this run, and what they should be."""
    use_one_core()
    faiss.omp_set_num_threads(1)
    torch.set_num_threads(1)
    service = open_service(Settings(threads=1))
    service.warm_up()
    peer = SentenceTransformer(str(weights_folder()), device="cpu", local_files_only=True)
    figures = {
        **evaluator_figures(service, peer, answers, repeats, cold_starts),
        **search_figures(service, peer, queries, batch),
    }
    if json:
        print_json(figures)
        return
    table = Table(f"{WORDS} words, {CONCEPTS} concepts, one core", "median", "target", "met")
    for name, value in figures.items():
        target = TARGETS.get(name)
        met = "" if target is None else "yes" if target.is_met(value) else "no"
        table.add_row(name, f"{value:.2f}", str(target or ""), met)
    Console().print(table)


if __name__ == "__main__":
    run(main)
