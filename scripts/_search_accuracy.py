"""Figures of search and of question sets on the graded data.

The data says of the guide's questions which are relevant; of the bank's others nobody has judged
any. So lists are condensed to the guide's questions before they are measured (Sakai, Alternatives
to Bpref, 2007): a question that nobody judged is neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from _agreement import Figures
from _bank_search import ALL, reciprocal_rank
from interview import SetRequest
from service import Service


def search_figures(service: Service, rows: Sequence[dict[str, Any]]) -> dict[str, Figures]:
    """Mean reciprocal rank and hit rate of the first result, for Viva and for plain cosine."""
    queries = [row["query"] for row in rows]
    questions = service.pack.questions
    vectors = service.encoder.encode([question.question for question in questions])
    cosines = service.encoder.encode(queries) @ vectors.T
    ranked = {
        "Viva": [[h.id for h in hits] for hits in service.search_many(queries, ALL)],
        "cosine": [[questions[i].id for i in row.argsort()[::-1]] for row in cosines],
    }
    return {name: _ranking(service, rows, ids) for name, ids in ranked.items()}


def _ranking(
    service: Service, rows: Sequence[dict[str, Any]], ranked: Sequence[Sequence[str]]
) -> Figures:
    ranks = np.array(
        [
            reciprocal_rank(_judged(service, ids), row["relevant_seed_ids"])
            for row, ids in zip(rows, ranked, strict=True)
        ]
    )
    figures = {"MRR": float(ranks.mean()), "hit@1": float((ranks == 1).mean())}
    for style in sorted({row["style"] for row in rows}):
        of_style = np.array([row["style"] == style for row in rows])
        figures[f"MRR {style}"] = float(ranks[of_style].mean())
    return figures


def _judged(service: Service, ids: Sequence[str]) -> list[str]:
    return [seed for one in ids if (seed := service.question(one).seed_id)]


def theme_figures(service: Service, rows: Sequence[dict[str, Any]]) -> dict[str, Figures]:
    """Share of relevant ones among the listed ones that a set draws, and how many are unwanted."""
    wanted, unwanted, drawn = 0, 0, 0
    for row in rows:
        relevant, wrong = set(row["relevant_seed_ids"]), set(row["not_relevant_seed_ids"])
        made = service.question_set(SetRequest(row["theme"], count=max(3, len(relevant))))
        seeds = {item.question.seed_id for item in made.items}
        wanted, unwanted = wanted + len(seeds & relevant), unwanted + len(seeds & wrong)
        drawn += len(relevant)
    return {
        "Viva": {
            "relevant among listed": wanted / max(wanted + unwanted, 1),
            "relevant found": wanted / drawn,
            "unwanted": unwanted,
        }
    }
