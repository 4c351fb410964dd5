"""The checks of the bank over the packs that are shipped; scripts/check_bank.py prints them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from content import Pack, Question
from evaluator import Evaluation, GradedTask
from index import Encoder
from service import BankChecker, Check, Finding, Service, Settings, make_encoder, open_service
from tests.conftest import ROOT

pytestmark = pytest.mark.model

PACKS = sorted((ROOT / "content" / "packs").glob("*/pack.yaml"))
BROKEN = ("bias-variance-tradeoff", "cross-validation", "gradient-descent")


@dataclass(frozen=True)
class _Draft:
    """A pack with a change that is not on disk, and the means to check it."""

    pack: Pack
    service: Service

    @property
    def encoder(self) -> Encoder:
        return self.service.encoder

    def evaluate_many(self, tasks: Iterable[GradedTask]) -> list[Evaluation]:
        return self.service.evaluate_many(tasks)


@pytest.fixture(scope="module")
def services() -> list[Service]:
    encoder = make_encoder(Settings())
    return [open_service(Settings(pack=path.parent), encoder) for path in PACKS]


@pytest.fixture(scope="module")
def checker(services: list[Service]) -> BankChecker:
    return BankChecker(services)


@pytest.fixture(scope="module")
def findings(checker: BankChecker) -> list[Finding]:
    return list(checker.findings())


def test_no_finding_is_open(checker: BankChecker, findings: list[Finding]) -> None:
    assert len(PACKS) == 2
    assert [finding for finding in findings if not checker.accepted(finding)] == []


def test_nothing_is_accepted_that_is_not_found(
    checker: BankChecker, findings: list[Finding]
) -> None:
    assert list(checker.unused_acceptances(findings)) == []


@pytest.mark.parametrize("broken", BROKEN)
def test_a_claim_that_is_broken_is_named(
    services: list[Service], findings: list[Finding], broken: str
) -> None:
    service = next(one for one in services if one.pack.question(broken))
    questions = service.pack.questions
    question = service.question(broken)
    borrowed = questions[(questions.index(question) + 150) % len(questions)].key_concepts[0]
    label = question.key_concepts[-1].label
    draft = _Draft(_with(service.pack, _claiming(question, borrowed.claim)), service)
    found = list(BankChecker([draft]).findings({broken}))
    new = [f for f in found if f.check is Check.UNSUPPORTED_CLAIM and repr(label) in f.message]
    assert [(f.pack, f.theme, f.item, f.field) for f in new] == [
        (service.pack.id, question.theme, broken, "key_concepts")
    ]
    assert new[0] not in findings


def _claiming(question: Question, claim: str) -> Question:
    """The question with another last claim."""
    *kept, last = question.key_concepts
    changed = last.model_copy(update={"claim": claim})
    return question.model_copy(update={"key_concepts": (*kept, changed)})


def _with(pack: Pack, question: Question) -> Pack:
    changed = (question if one.id == question.id else one for one in pack.questions)
    return pack.model_copy(update={"questions": tuple(changed)})
