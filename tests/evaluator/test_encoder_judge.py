from __future__ import annotations

import random

import numpy as np
import pytest

from content import Pack
from evaluator import (
    FEATURES,
    STATUSES,
    ClaimPassage,
    EncoderJudge,
    Status,
    load_fitted,
    pair_features,
)
from index import Encoder, OnnxEncoder
from service import Service, Settings
from tests.conftest import FakeEncoder

STATED, CONTRADICTED, MISSING = (
    STATUSES.index(status) for status in (Status.STATED, Status.CONTRADICTED, Status.MISSING)
)
CLAIM = "Adding more training data reduces variance."
OFF_TOPIC = "I baked bread on Sunday and walked along the river."


def judge_of(encoder: Encoder) -> EncoderJudge:
    return EncoderJudge(encoder, load_fitted()[0])


def features(claim: str, passage: str) -> dict[str, float]:
    (row,) = pair_features([ClaimPassage("?", claim, passage)], FakeEncoder())
    return dict(zip(FEATURES, map(float, row), strict=True))


@pytest.fixture(scope="session")
def pairs(pack: Pack) -> list[ClaimPassage]:
    """Claims of the bank with passages about them, about others and about nothing."""
    texts = [OFF_TOPIC, "no", "", "x " * 600, "过拟合", "\ud800 bias \0"]
    return [
        ClaimPassage(question.question, concept.claim, passage)
        for question in pack.questions[:3]
        for concept in question.key_concepts[:3]
        for passage in (concept.claim, question.reference, *texts)
    ]


def test_it_names_its_encoder(fake_encoder: FakeEncoder) -> None:
    assert "fake" in judge_of(fake_encoder).name


def test_nothing_to_judge_gives_an_empty_table(fake_encoder: FakeEncoder) -> None:
    assert judge_of(fake_encoder).judge([]).shape == (0, 4)


def test_each_text_is_encoded_once(fake_encoder: FakeEncoder) -> None:
    pairs = [ClaimPassage("?", claim, said) for claim in "ab" for said in "abc"]
    pair_features(pairs, fake_encoder)
    assert fake_encoder.encoded == 3


def test_equal_texts_have_full_similarity_and_no_opposition() -> None:
    same = features(CLAIM, CLAIM)
    assert same["cosine"] == pytest.approx(1)
    assert same["recall"] == same["precision"] == 1
    assert same["negation_differs"] == same["opposites"] == 0


def test_a_negation_on_one_side_only_is_a_difference() -> None:
    denied = "Adding more training data does not reduce variance."
    assert features(CLAIM, denied)["negation_differs"] == 1
    assert features(denied, CLAIM)["negation_differs"] == 1
    assert features(denied, denied)["negation_differs"] == 0
    assert features(CLAIM, denied)["passage_denies"] == 1
    assert features(denied, CLAIM)["passage_denies"] == 0


def test_opposite_words_are_counted_up_to_a_bound() -> None:
    assert features(CLAIM, "Adding more training data increases variance.")["opposites"] == 1
    many = features("high long fast large", "low short slow small")["opposites"]
    assert many == features("high long fast", "low short slow")["opposites"] == 2


def test_probabilities_sum_to_one(fake_encoder: FakeEncoder, pairs: list[ClaimPassage]) -> None:
    table = judge_of(fake_encoder).judge(pairs)
    assert table.shape == (len(pairs), len(STATUSES))
    assert (table >= 0).all()
    np.testing.assert_allclose(table.sum(axis=1), 1)


@pytest.mark.model
def test_the_real_judge_is_deterministic(service: Service, pairs: list[ClaimPassage]) -> None:
    judge = judge_of(service.encoder)
    np.testing.assert_array_equal(judge.judge(pairs), judge.judge(pairs))


@pytest.mark.model
def test_the_real_judge_does_not_depend_on_the_batch(
    settings: Settings, pairs: list[ClaimPassage]
) -> None:
    encoder = OnnxEncoder(settings.encoder_folder)
    judge = judge_of(encoder)
    table = judge.judge(pairs)
    np.testing.assert_allclose(table.sum(axis=1), 1)
    order = list(range(len(pairs)))
    random.Random(4).shuffle(order)
    shuffled = judge.judge([pairs[number] for number in order])
    np.testing.assert_allclose(shuffled, table[order], atol=1e-4)
    for number in (0, 1, 5, 40):
        np.testing.assert_allclose(judge.judge([pairs[number]])[0], table[number], atol=1e-4)


@pytest.mark.model
def test_the_real_judge_tells_a_claim_from_its_denial_and_from_nothing(service: Service) -> None:
    said = (CLAIM, "Adding more training data does not reduce variance.", OFF_TOPIC)
    table = judge_of(service.encoder).judge([ClaimPassage("?", CLAIM, one) for one in said])
    claimed, denied, beside = table
    assert claimed[STATED] > denied[STATED]
    assert claimed[STATED] > beside[STATED]
    assert denied[CONTRADICTED] > claimed[CONTRADICTED]
    assert beside[MISSING] > 0.5 > claimed[MISSING]
