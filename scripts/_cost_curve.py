"""The cost curve: what a query and a vector cost in each store, by number of vectors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import altair as alt
import pandas as pd

from _store_costs import Costs

WIDTH = 320
HEIGHT = 260


def draw_costs(costs: Sequence[Costs], path: Path) -> None:
    """Write an SVG with milliseconds for a query and bytes of memory for a vector by size."""
    rows = pd.DataFrame([vars(cost) for cost in costs])
    panels = _panel(rows, "query_ms", "ms, one query on one thread") | _panel(
        rows, "memory", "bytes of memory for a vector"
    )
    panels.save(path)


def _panel(rows: pd.DataFrame, field: str, title: str) -> alt.Chart:
    scale = alt.Scale(type="log")
    chart: alt.Chart = (
        alt.Chart(rows)
        .mark_line(point=True)
        .encode(
            x=alt.X("size:Q", scale=scale, title="vectors", axis=alt.Axis(format="~s")),
            y=alt.Y(f"{field}:Q", scale=scale, title=title),
            color=alt.Color("store:N", title=None, legend=alt.Legend(orient="top")),
        )
        .properties(width=WIDTH, height=HEIGHT)
    )
    return chart
