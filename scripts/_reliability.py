"""The reliability diagram: what people gave to answers of each score."""

from __future__ import annotations

from pathlib import Path

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray

BINS = 10
SIZE = 360

Values = NDArray[np.float64]


def draw_reliability(parts: dict[str, tuple[Values, Values]], path: Path) -> None:
    """Write an SVG with the mean human grade and its quartiles by tenth of scores.

    `parts` holds, for each set of answers, scores and human grades, both in [0, 100].
    """
    rows = pd.concat([_binned(part, *values) for part, values in parts.items()])
    scale = alt.Scale(domain=[0, 100])
    base = alt.Chart(rows).encode(
        x=alt.X("score:Q", scale=scale, title="Viva's score"),
        color=alt.Color("answers:N", title=None, legend=alt.Legend(orient="top")),
    )
    spread = base.mark_errorbar().encode(
        y=alt.Y("low:Q", scale=scale, title="human grade: mean and quartiles"), y2="high:Q"
    )
    means = base.mark_line(point=True).encode(y=alt.Y("grade:Q", scale=scale))
    ideal = (
        alt.Chart(pd.DataFrame({"at": [0, 100]}))
        .mark_line(strokeDash=[4, 4], color="grey")
        .encode(x="at:Q", y="at:Q")
    )
    (ideal + spread + means).properties(width=SIZE, height=SIZE).save(path)


def _binned(part: str, scores: Values, grades: Values) -> pd.DataFrame:
    table = pd.DataFrame({"score": scores, "grade": grades})
    table["bin"] = (table["score"] // (100 / BINS)).clip(upper=BINS - 1)
    made = table.groupby("bin").agg(
        score=("score", "mean"),
        low=("grade", lambda values: values.quantile(0.25)),
        high=("grade", lambda values: values.quantile(0.75)),
        grade=("grade", "mean"),
    )
    return made.assign(answers=part)
