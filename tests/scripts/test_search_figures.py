"""The figures of search: ranks, refusals, and nDCG as its definition has it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from _bank_search import bank_search_tables, reciprocal_rank, refusals
from _bm25 import Bm25
from _cranfield import cranfield_figures, ndcg, read_cranfield
from _search_corpus import OffDomainQuery, SearchQuery
from service import Service
from tests.conftest import FakeEncoder


class OnlyTea:
    """A search that knows of tea and refuses all else."""

    def search_many(self, queries: Sequence[str], k: int) -> list[list[str]]:
        return [["tea"] * k if "tea" in query else [] for query in queries]


def written(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_reciprocal_rank_is_of_the_first_relevant_id_and_0_when_refused() -> None:
    assert reciprocal_rank(["a", "b", "c"], ["c", "b"]) == 1 / 2
    assert reciprocal_rank([], ["a"]) == 0


def test_refusals_count_every_off_domain_query_in_every_pack() -> None:
    services = {name: cast(Service, OnlyTea()) for name in ("one", "two")}
    real = [
        SearchQuery(query=text, relevant=["x"], style="keyword", pack=pack, split="test")
        for text, pack in (("tea", "one"), ("green tea", "one"), ("tea pot", "two"), ("cup", "two"))
    ]
    off = [OffDomainQuery(query=q, about="x", split="test") for q in ("cars", "tea rooms in Ulm")]
    figures = refusals(services, real, off)
    assert figures == {"off-domain queries refused": 1 / 2, "real queries refused": 1 / 4}


def test_bm25_goes_by_rare_shared_words_in_any_form() -> None:
    scores = Bm25(["pruning trees", "a tree and a tree", "roses"]).scores(["the Prune", "zzz", ""])
    assert scores[0].argmax() == 0
    assert (scores[0] > 0).tolist() == [True, False, False]
    assert not scores[1:].any()


def test_ndcg_is_as_defined_over_ten_ranks_with_the_ideal_over_all() -> None:
    gains = np.zeros((1, 20))
    gains[0, [0, 1, 19]] = 1, 3, 1
    scores = -np.arange(20.0)[np.newaxis]
    dcg = 1 + 3 / np.log2(3)
    ideal = 3 + 1 / np.log2(3) + 1 / np.log2(4)
    assert ndcg(gains, scores) == pytest.approx(dcg / ideal)


def test_every_way_of_searching_is_measured_on_a_collection(
    tmp_path: Path, fake_encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIVA_DATA", str(tmp_path / "data"))
    titles = {"a": "wings in a stream", "b": "plates under heat", "c": ""}
    documents = [{"id": k, "title": t, "text": f"{t} and so on"} for k, t in titles.items()]
    written(tmp_path / "cranfield_docs.jsonl", documents)
    queries = [{"id": "1", "text": "wings stream"}, {"id": "2", "text": "heat"}]
    written(tmp_path / "cranfield_queries.jsonl", queries)
    judged = [("1", "a", 1), ("1", "b", 0), ("2", "b", 3)]
    rows = [{"query_id": q, "doc_id": d, "rel": rel} for q, d, rel in judged]
    written(tmp_path / "cranfield_qrels.jsonl", rows)
    assert read_cranfield(tmp_path).gains.tolist() == [[1, 0, 0], [0, 3, 0]]
    figures = cranfield_figures(tmp_path, fake_encoder)
    assert figures == {way: {"nDCG@10": 1} for way in ("Viva", "cosine", "BM25")}


@pytest.mark.model
def test_own_queries_are_measured_on_the_test_split_by_style_and_pack(tmp_path: Path) -> None:
    found = {"query": "bias-variance", "relevant": ["bias-variance-tradeoff"], "style": "keyword"}
    rows = [
        {**found, "pack": "ml-engineer", "split": "test"},
        {**found, "pack": "ml-engineer", "style": "oblique", "split": "dev"},
        {
            "query": "typical value of skewed pay",
            "relevant": ["median-or-mean"],
            "style": "natural",
            "pack": "data-scientist",
            "split": "test",
        },
    ]
    off = [{"query": "pizza", "about": "food", "split": "test"}]
    tables = bank_search_tables(
        written(tmp_path / "q.jsonl", rows), written(tmp_path / "o.jsonl", off)
    )
    ranks, refused = tables.values()
    assert set(ranks) >= {"Viva", "BM25"}
    for figures in ranks.values():
        of_style = {f"MRR {part}" for part in ("keyword", "natural", "ml-engineer")}
        assert set(figures) == {"MRR", "hit@1", "MRR data-scientist", *of_style}
    assert ranks["Viva"]["MRR keyword"] == 1
    assert set(refused) == {"Viva"}
