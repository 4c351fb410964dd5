"""Nearness: what stands out among its surroundings, not what is near to everything."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from threading import Lock

import numpy as np
import pytest
from numpy.typing import ArrayLike

from content import Pack, Question, load_pack
from index import Entry, EntryTable, SearchIndex, Vectors, filled_store
from interview import RelatedQuestions
from interview.nearness import Nearness
from service import Settings, make_encoder
from service.bank import Bank
from tests.conftest import ROOT, FakeEncoder
from tests.content.samples import question_fields
from tests.interview.related_packs import pack_of

JUDGED = Path(__file__).with_name("judged_pairs.jsonl")
"""Pairs of both packs, drawn evenly over the cosines 0.42 to 0.75 from the ten nearest of each
question; `related` is 1, 0.5 or 0, as an interviewer would ask them together or not."""

LARGE = 10_000
DIMENSION = 384
BUDGET = 0.1
"""Seconds of processor time for one question of a large bank; 0.03 are needed on one thread."""


def index_of(pack: Pack, vectors: ArrayLike) -> SearchIndex:
    """An index with one text for each question, at these places."""
    table = EntryTable([Entry(q.id, (("question", (q.question,)),)) for q in pack.questions])
    given = np.array(vectors, dtype=np.float32)
    unit: Vectors = given / np.linalg.norm(given, axis=1, keepdims=True)
    return SearchIndex(table, unit, FakeEncoder(), filled_store(table, unit))


def apart(count: int) -> list[Question]:
    """Questions that share nothing but their theme."""
    return [
        Question(**question_fields(id=f"q-{n}", question=f"What is {n}?", tags=[f"tag-{n}"]))
        for n in range(count)
    ]


def test_what_lies_far_is_not_near() -> None:
    pack = pack_of(*apart(3))
    near = Nearness(pack, index_of(pack, [[1.0, 0.0, 0.0], [0.9, 0.4, 0.0], [0.1, 0.0, 1.0]])).of(0)
    assert list(near) == [1]
    assert near[1] > 0.15


def test_a_bank_of_one_has_nothing_near() -> None:
    pack = pack_of(*apart(1))
    assert Nearness(pack, index_of(pack, [[1, 0]])).of(0) == {}


def test_what_is_near_to_everything_is_less_near() -> None:
    """0 and 1 form a pair; 2 is the hub of a crowd, and as near to 0 as 1 is."""
    crowd = [[0.75, 0.66 * np.cos(turn), 0.66 * np.sin(turn)] for turn in np.linspace(1, 5, 12)]
    pack = pack_of(*apart(15))
    places = np.array([[0.75, 0.66, 0], [0.12, 1, 0], [1, 0, 0], *crowd])
    places /= np.linalg.norm(places, axis=1, keepdims=True)
    nearness = Nearness(pack, index_of(pack, places))
    cosines = nearness.cosines(0)
    assert cosines[1] == pytest.approx(cosines[2], abs=0.02)
    assert nearness.of(0)[1] > nearness.of(0)[2] + 0.15


def test_a_shared_rare_tag_and_theme_bring_nearer() -> None:
    questions = apart(4)
    tagged = [
        question.model_copy(update={"tags": tags})
        for question, tags in zip(
            questions, [("rare", "all"), ("rare", "all"), ("all",), ("all",)], strict=True
        )
    ]
    places = [[1.0, 0.0, 0.0], [0.8, 0.6, 0.0], [0.8, 0.0, 0.6], [0.8, -0.6, 0.0]]
    without = Nearness(pack_of(*questions), index_of(pack_of(*questions), places)).of(0)
    near = Nearness(pack_of(*tagged), index_of(pack_of(*tagged), places)).of(0)
    assert near[1] == pytest.approx(without[1] + 0.15, abs=1e-6)  # two of four have it: half rare
    assert near[2] == pytest.approx(without[2], abs=1e-6)  # all have it: says nothing


def test_a_large_bank_takes_little_time(seeded: Pack) -> None:
    made = [
        question.model_copy(update={"id": f"{question.id}-{n}"})
        for n, question in product(range(LARGE // len(seeded.questions)), seeded.questions)
    ]
    pack = seeded.model_copy(update={"questions": tuple(made)})
    rng = np.random.default_rng(1)
    themes = rng.normal(size=(100, DIMENSION))
    vectors = themes[np.arange(len(made)) % 100] + rng.normal(size=(len(made), DIMENSION))
    related = RelatedQuestions(
        pack,
        index_of(pack, vectors),
        lambda texts: rng.normal(size=(len(texts), DIMENSION)).astype(np.float32),
    )
    related.of(made[0].id)
    taken = []
    for question in made[10:15]:
        start = time.process_time()
        assert related.of(question.id)
        taken.append(time.process_time() - start)
    assert min(taken) < BUDGET


@pytest.mark.model
def test_it_tells_related_pairs_from_others(settings: Settings) -> None:
    encoder = make_encoder(settings)
    near, cosine, related = [], [], []
    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    for name in ("ml-engineer", "data-scientist"):
        pack = load_pack(ROOT / "content" / "packs" / name)
        bank = Bank(pack, encoder, settings.index_folder(pack.id), Lock(), settings.tokenizer)
        nearness = Nearness(pack, bank.open().questions)
        numbers = {question.id: number for number, question in enumerate(pack.questions)}
        for row in rows:
            if row["pack"] == name and {row["question"], row["other"]} <= numbers.keys():
                one, other = numbers[row["question"]], numbers[row["other"]]
                near.append(nearness.of(one, also=[other]).get(other, -1.0))
                cosine.append(nearness.cosines(one)[other])
                related.append(row["related"])
    assert len(related) > 90  # a bank may change, but not beyond what this says of it
    assert area(near, related) > 0.85
    assert area(near, related) > area(cosine, related) + 0.1


def area(scores: Sequence[float], related: Sequence[float]) -> float:
    """Share of comparisons of a related pair with another one in which it scores higher."""
    good = [score for score, label in zip(scores, related, strict=True) if label == 1]
    bad = [score for score, label in zip(scores, related, strict=True) if label == 0]
    return float(np.mean([one > other for one in good for other in bad]))
