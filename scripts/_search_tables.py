"""All tables of figures about search and question sets."""

from __future__ import annotations

from pathlib import Path

from _console import read_rows
from _agreement import Figures
from _bank_search import bank_search_tables
from _cranfield import cranfield_figures
from _search_accuracy import search_figures, theme_figures
from service import Service


def search_tables(service: Service, graded: Path) -> dict[str, dict[str, Figures]]:
    """By the name of the table: for each way of searching, its figures."""
    queries, themes = (
        [row.fields for row in read_rows(graded / f"{name}.jsonl")]
        for name in ("search_queries", "themes")
    )
    return {
        "search": search_figures(service, queries),
        **bank_search_tables(),
        "cranfield": cranfield_figures(graded, service.encoder),
        "themes": theme_figures(service, themes),
    }
