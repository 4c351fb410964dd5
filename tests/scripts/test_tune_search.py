"""What constants of search are chosen by: similarities, ranks and refusals."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
import typer

from _similarities import Similarities, reciprocal_ranks
from index import Entry
from tests.conftest import FakeEncoder
from tune_search import Tried, main, mrr, read_tried, refused

ENTRIES = (
    Entry("tea", (("question", ("green tea",)), ("claim", ("hot water", "a cup")))),
    Entry("car", (("question", ("fast car",)), ("claim", ()), ("theme", ("red things",)))),
)


@pytest.fixture
def similar(
    fake_encoder: FakeEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Similarities:
    monkeypatch.setenv("VIVA_DATA", str(tmp_path))
    return Similarities.of(["green tea", "red red water", "zzz"], ENTRIES, fake_encoder)


def test_a_view_counts_by_its_closest_text_and_a_missing_one_not_at_all(
    similar: Similarities,
) -> None:
    assert similar.views == ("question", "claim", "theme")
    assert np.isnan(similar.cosines[:, 0, 2]).all()
    assert np.isnan(similar.cosines[:, 1, 1]).all()
    question, claim = similar.cosines[1, 0, :2]
    assert claim == pytest.approx(1 / math.sqrt(10), abs=0.02)
    dense = similar.dense({"claim": 3.0, "theme": 0.0})
    assert dense[1, 0] == pytest.approx((question + 3 * claim) / 4)
    assert dense[1, 1] == pytest.approx(similar.cosines[1, 1, 0])


def test_a_text_that_is_the_query_counts_alone(similar: Similarities) -> None:
    assert similar.dense({})[0, 0] == pytest.approx(1, abs=1e-3)


def test_fusion_goes_from_meaning_to_shared_words(similar: Similarities) -> None:
    np.testing.assert_allclose(similar.fused({}, 0), similar.dense({}))
    words = similar.fused({}, 1)
    assert words[0].tolist() == [1, 0]
    assert words[2].tolist() == [0, 0]


def test_ranks_are_of_the_first_relevant_and_ties_count_against_it() -> None:
    scores = np.array([[0.9, 0.5, 0.1], [0.3, 0.3, 0.2], [0.1, 0.2, 0.3]])
    relevant = np.array([[True, False, False], [True, False, False], [True, True, False]])
    assert reciprocal_ranks(scores, relevant).tolist() == [1, 1 / 2, 1 / 2]


def test_constants_change_the_mean_rank_and_a_floor_refuses(similar: Similarities) -> None:
    relevant = np.array([[True, False], [False, True], [True, True]])
    tried = [Tried((), similar, relevant, similar)]
    assert mrr(tried, {"theme": 0.0, "claim": 100.0}) == pytest.approx(5 / 6)
    assert mrr(tried, {"theme": 100.0, "question": 0.0}) == 1
    assert refused(tried, {}, 0.1) == pytest.approx((1 / 3, 1 / 3))
    assert refused(tried, {}, -1) == (0, 0)
    assert refused(tried, {}, math.inf) == (1, 1)


@pytest.mark.model
def test_the_command_tries_dev_queries_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dev, test = "bias-variance-tradeoff", "precision-and-recall"
    rows = [
        {"query": "too simple a model", "relevant": [one], "style": "natural", "split": split}
        for one, split in ((dev, "dev"), (test, "test"))
    ]
    queries, off = tmp_path / "q.jsonl", tmp_path / "o.jsonl"
    queries.write_text("\n".join(json.dumps({**one, "pack": "ml-engineer"}) for one in rows))
    strange = [{"query": f"pizza {s}", "about": "food", "split": s} for s in ("dev", "test")]
    off.write_text("\n".join(map(json.dumps, strange)))
    [tried] = read_tried(queries, off)
    assert [query.relevant for query in tried.queries] == [[dev]]
    assert tried.relevant.sum() == len(tried.off.bm25) == 1
    main(["theme=0,0.5"], "0,0.5", "0,0.9", queries, off)
    said = capsys.readouterr().out
    assert said.count("100.0%") == 2
    assert said.count("natural") == 1
    with pytest.raises(typer.BadParameter, match="write numbers"):
        main(["theme=much"], "0", "0", queries, off)
