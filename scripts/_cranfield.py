"""Figures of the search stack on Cranfield 1400 (Cleverdon 1967), which nothing was chosen on.

Its judgements, as given here, say 1 for relevant and 0 for of no interest, and once 3. They are
gains as they stand: DCG sums gain / log2(1 + rank) over the first ten (Järvelin and Kekäläinen
2002), and the ideal is over all judged documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import ndcg_score

from _console import read_rows
from _agreement import Figures
from _bm25 import Bm25
from _kept_vectors import kept_vectors
from index import Encoder, Entry, EntryTable, SearchIndex, filled_store

RANKS = 10

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Cranfield:
    """Documents as entries, queries, and `gains` of shape (queries, documents)."""

    entries: tuple[Entry, ...]
    queries: tuple[str, ...]
    gains: Values


def cranfield_figures(graded: Path, encoder: Encoder) -> dict[str, Figures]:
    """nDCG@10 of Viva's search over title and text, of their cosine, and of BM25."""
    data = read_cranfield(graded)
    whole = [_whole(entry) for entry in data.entries]
    scores = {
        "Viva": _viva_scores(data, encoder),
        "cosine": np.dot(encoder.encode(data.queries), kept_vectors(whole, encoder).T),
        "BM25": Bm25(whole).scores(data.queries),
    }
    return {way: {f"nDCG@{RANKS}": ndcg(data.gains, values)} for way, values in scores.items()}


def read_cranfield(graded: Path) -> Cranfield:
    """The collection: a document's title stands for the question, title and text for the reference,
    as in an entry of a bank.
    """
    documents, queries, judgements = (
        [row.fields for row in read_rows(graded / f"cranfield_{part}.jsonl")]
        for part in ("docs", "queries", "qrels")
    )
    columns = {document["id"]: number for number, document in enumerate(documents)}
    rows = {query["id"]: number for number, query in enumerate(queries)}
    gains = np.zeros((len(queries), len(documents)))
    for one in judgements:
        gains[rows[one["query_id"]], columns[one["doc_id"]]] = one["rel"]
    texts = tuple(query["text"] for query in queries)
    return Cranfield(tuple(map(_entry, documents)), texts, gains)


def search_stack(entries: Sequence[Entry], encoder: Encoder) -> SearchIndex:
    """Viva's search over entries of any kind, with the defaults that a bank is searched by."""
    table = EntryTable(entries)
    vectors = kept_vectors([row.text for row in table.rows], encoder)
    return SearchIndex(table, vectors, encoder, filled_store(table, vectors))


def ndcg(gains: Values, scores: Values) -> float:
    """Mean nDCG@10 over the queries, in [0, 1]; documents of equal scores share their ranks."""
    return float(ndcg_score(gains, scores, k=RANKS))


def _entry(document: dict[str, Any]) -> Entry:
    title = document["title"].strip()
    whole = f"{title} {document['text']}".strip()
    return Entry(document["id"], (("question", (title,) if title else ()), ("reference", (whole,))))


def _whole(entry: Entry) -> str:
    [text] = dict(entry.views)["reference"]
    return text


def _viva_scores(data: Cranfield, encoder: Encoder) -> Values:
    """Minus the rank for a document that is listed, below them all for one that is not."""
    columns = {entry.id: number for number, entry in enumerate(data.entries)}
    scores = np.full(data.gains.shape, -1.0 - RANKS)
    found = search_stack(data.entries, encoder).search_many(data.queries, RANKS)
    for row, hits in zip(scores, found, strict=True):
        for rank, hit in enumerate(hits, 1):
            row[columns[hit.id]] = -rank
    return scores
