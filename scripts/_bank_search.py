"""Figures of search on the test split of the project's own queries, over every pack they name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from _agreement import Figures
from _bm25 import Bm25
from _kept_vectors import kept_vectors
from _search_corpus import (
    OFF_DOMAIN,
    PACKS,
    QUERIES,
    STYLES,
    OffDomainQuery,
    SearchQuery,
    read_off_domain,
    read_queries,
)
from _similarities import Values, own_words, reciprocal_ranks
from index import question_entries
from service import Service, Settings, open_service

ALL = 1000
"""More results than a pack has questions, so that every rank is seen."""

VIVA = "Viva"


def bank_search_tables(
    queries_file: Path = QUERIES, off_domain_file: Path = OFF_DOMAIN
) -> dict[str, dict[str, Figures]]:
    """Ranks of Viva and of three plain ways by style and by pack, and what Viva refuses."""
    queries = [query for query in read_queries(queries_file) if query.split == "test"]
    off = [query for query in read_off_domain(off_domain_file) if query.split == "test"]
    services = {
        name: open_service(Settings(pack=PACKS / name))
        for name in sorted({query.pack for query in queries})
    }
    queries.sort(key=lambda query: query.pack)
    found = [
        _ranks(service, [query for query in queries if query.pack == name])
        for name, service in services.items()
    ]
    return {
        "search, own queries": {
            way: _figures(np.concatenate([ranks[way] for ranks in found]), queries)
            for way in found[0]
        },
        "search, off-domain": {VIVA: refusals(services, queries, off)},
    }


def refusals(
    services: dict[str, Service], real: Sequence[SearchQuery], off: Sequence[OffDomainQuery]
) -> Figures:
    """Shares of the off-domain queries, asked of every pack, and of the real ones, asked of their
    own, that find nothing: the first should be 1, the second 0.
    """
    texts = [query.query for query in off]
    right = [_nothing(service, texts) for service in services.values()]
    wrong = [
        _nothing(service, [query.query for query in real if query.pack == name])
        for name, service in services.items()
    ]
    return {
        "off-domain queries refused": float(np.concatenate(right).mean()),
        "real queries refused": float(np.concatenate(wrong).mean()),
    }


def reciprocal_rank(ids: Iterable[str], relevant: Sequence[str]) -> float:
    """1 / rank of the first relevant id, 0 when none is listed."""
    return next((1 / rank for rank, one in enumerate(ids, 1) if one in relevant), 0.0)


def _ranks(service: Service, queries: Sequence[SearchQuery]) -> dict[str, Values]:
    """The reciprocal rank of each query's first relevant question, by each way of ranking."""
    questions = service.pack.questions
    texts = [query.query for query in queries]
    relevant = np.array([[q.id in query.relevant for q in questions] for query in queries])
    asked = service.encoder.encode(texts)
    worded = {
        "cosine with the question": [q.question for q in questions],
        "cosine with question and reference": [f"{q.question} {q.reference}" for q in questions],
    }
    scores = {
        way: np.dot(asked, kept_vectors(of_questions, service.encoder).T).astype(float)
        for way, of_questions in worded.items()
    }
    scores["BM25"] = Bm25([own_words(e) for e in question_entries(service.pack)]).scores(texts)
    hits = service.search_many(texts, ALL)
    listed = [
        reciprocal_rank([hit.id for hit in found], query.relevant)
        for found, query in zip(hits, queries, strict=True)
    ]
    plain = {way: reciprocal_ranks(values, relevant) for way, values in scores.items()}
    return {VIVA: np.array(listed), **plain}


def _figures(ranks: Values, queries: Sequence[SearchQuery]) -> Figures:
    figures = {"MRR": float(ranks.mean()), "hit@1": float((ranks == 1).mean())}
    parts: dict[str, list[bool]] = {
        style: [query.style == style for query in queries] for style in STYLES
    }
    packs = dict.fromkeys(query.pack for query in queries)
    parts |= {pack: [query.pack == pack for query in queries] for pack in packs}
    means = {f"MRR {part}": ranks[np.array(of_part)] for part, of_part in parts.items()}
    return figures | {name: float(values.mean()) for name, values in means.items() if len(values)}


def _nothing(service: Service, texts: Sequence[str]) -> Values:
    return np.array([not hits for hits in service.search_many(texts, 1)], dtype=float)
