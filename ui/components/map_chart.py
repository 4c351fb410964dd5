"""The chart of a bank's map: a mark for each question, told apart by theme.

Nobody tells 34 colours apart. So a theme has a colour AND a shape, and a click on it in the legend
greys out all others. What people wrote is in the data only, never in the chart's own text.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from ui.components.map_rows import ALIKE, DIFFICULTY, ID, NEAREST, QUESTION, THEME, TWIN

SELECTED = "question"
"""The selection that the page gets: the question that was clicked."""

COLOURS = tuple(
    ["#4e79a7", "#f28e2b", "#e15759", "#76b7b2", "#59a14f", "#b07aa1", "#ff9da7", "#9c755f"]
)
"""Tableau 10 without its yellow, too pale on white, and its grey, which means "not chosen"."""

SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
"""With the colours, 40 themes look different; from the 41st on they repeat."""

GREY = "#8b91a5"
RING = "#e5002b"
CHOSEN = "#c218c2"
"""Around a question that has a twin, and around the one that was clicked. Like the grey, they are
seen on the light and on the dark background."""

FADED = 0.3
SOLID = 0.9
RING_WIDTH = 2.5
HEIGHT = 560
SIZES = (28, 190)
"""Areas of the marks in square pixels, from the easiest to the hardest question."""

MARGIN = 0.03
"""Room around the marks in parts of the unit square, so that one at the edge is whole."""

LEAST_SPAN = 0.3
"""Least part of the unit square that is shown: two questions do not fill the map."""

LEGEND_COLUMNS = "width < 480 ? 1 : 3"
TITLE_PIXELS = 205
"""Most width of a theme's title in the legend: three columns of it fill the centred page."""

FONT_PIXELS = 12
ROW_PIXELS = 12
"""Together 24 pixels from title to title: the least for a finger (WCAG 2.2, target size)."""


def map_chart(rows: pd.DataFrame) -> alt.Chart:
    """A chart of `map_rows`, as wide as its place. Its selection `SELECTED` holds an id."""
    theme = alt.selection_point(name="theme", fields=[THEME], bind="legend")
    question = alt.selection_point(name=SELECTED, fields=[ID], on="click")
    stroke = (
        alt.when(question, empty=False)
        .then(alt.value(CHOSEN))
        .when(alt.datum[TWIN])
        .then(alt.value(RING))
        .otherwise(alt.value("transparent"))
    )
    chart: alt.Chart = (
        alt.Chart(rows, height=HEIGHT)
        .mark_point(filled=True, cursor="pointer")
        .encode(
            x=alt.X("x:Q", axis=None, scale=_place(rows["x"])),
            y=alt.Y("y:Q", axis=None, scale=_place(rows["y"])),
            color=alt.condition(theme, _colour(rows), alt.value(GREY)),
            shape=alt.Shape(f"{THEME}:N", scale=alt.Scale(range=_shapes(rows)), legend=_legend()),
            opacity=alt.condition(theme, alt.value(SOLID), alt.value(FADED)),
            size=alt.Size("size:Q", scale=alt.Scale(domain=[1, 5], range=list(SIZES)), legend=None),
            stroke=stroke,
            strokeWidth=alt.value(RING_WIDTH),
            tooltip=[f"{name}:N" for name in (QUESTION, THEME, DIFFICULTY, NEAREST, ALIKE)],
        )
        .add_params(theme, question)
        .configure_view(strokeOpacity=0)
        .properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    )
    return chart


def _place(values: pd.Series[float]) -> alt.Scale:
    """The stretch of an axis that has marks, and a margin."""
    low, high = float(values.min()), float(values.max())
    room = max(MARGIN, (LEAST_SPAN - (high - low)) / 2)
    return alt.Scale(domain=[low - room, high + room], nice=False, zero=False)


def _colour(rows: pd.DataFrame) -> alt.Color:
    return alt.Color(
        f"{THEME}:N", scale=alt.Scale(range=_repeated(COLOURS, rows)), legend=_legend()
    )


def _shapes(rows: pd.DataFrame) -> list[str]:
    """A shape for as many themes in a row as there are colours, and so on."""
    count = rows[THEME].nunique()
    return [SHAPES[n // len(COLOURS) % len(SHAPES)] for n in range(count)]


def _repeated(colours: tuple[str, ...], rows: pd.DataFrame) -> list[str]:
    return [colours[n % len(colours)] for n in range(rows[THEME].nunique())]


def _legend() -> alt.Legend:
    return alt.Legend(
        title=None,
        orient="bottom",
        columns=alt.ExprRef(LEGEND_COLUMNS),
        labelLimit=TITLE_PIXELS,
        labelFontSize=FONT_PIXELS,
        rowPadding=ROW_PIXELS,
        symbolLimit=0,
        symbolOpacity=1,
        symbolStrokeWidth=0,
    )
