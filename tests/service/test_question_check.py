from __future__ import annotations

from pathlib import Path

import pytest

from content import Question
from service import BankChecker, Check, Service, Settings, check_question, open_service
from tests.conftest import FakeEncoder
from tests.content.samples import question_fields, theme_fields, write_pack
from tests.service.test_bank_checks import OVERFIT, REMEDY, UNSAID, overfitting

GAP = "Training error far under validation error shows overfitting."


@pytest.fixture
def bank(tmp_path: Path) -> Service:
    """A bank of two questions, the second unlike the first."""
    other = question_fields(id="other", question="Describe a table.", reference="Table " * 40)
    write_pack(tmp_path, basics=theme_fields("basics", [overfitting(OVERFIT, REMEDY, GAP), other]))
    return open_service(Settings(pack=tmp_path, data=tmp_path / "data"), FakeEncoder())


@pytest.mark.model
def test_a_draft_is_held_against_itself_and_the_bank(bank: Service) -> None:
    draft = Question.model_validate(
        overfitting(OVERFIT, REMEDY, UNSAID, id="a-draft")
        | {
            "question": "What is overfitting about?",
            "accepted": [
                {"check": "unsupported-claim", "reason": "Wanted."},
                {"check": "thin-theme", "reason": "Idle."},
            ],
        }
    )
    said = check_question(bank, draft)
    assert {finding.item for finding in said.to_mend} == {"a-draft"}
    assert [finding.check for finding in said.accepted] == [Check.UNSUPPORTED_CLAIM]
    checks = {finding.check for finding in said.to_mend}
    assert {Check.TWIN, Check.UNUSED_ACCEPTANCE} <= checks
    twin = next(finding for finding in said.to_mend if finding.check is Check.TWIN)
    assert "'first-question'" in twin.message
    assert bank.pack.question("a-draft") is None


@pytest.mark.model
def test_a_saved_question_is_no_twin_of_itself(bank: Service) -> None:
    said = check_question(bank, bank.pack.questions[0])
    assert not [finding for finding in said.to_mend if finding.check is Check.TWIN]


@pytest.mark.model
def test_a_twin_is_told_and_accepted_at_the_later_of_the_two(tmp_path: Path) -> None:
    first = overfitting(OVERFIT, REMEDY, GAP)
    accepted = [{"check": "twin", "reason": "Asked in other words on purpose."}]
    second = overfitting(OVERFIT, REMEDY, GAP, id="second-question", accepted=accepted)
    second |= {"question": "What is overfitting about?"}
    write_pack(tmp_path, basics=theme_fields("basics", [first, second]))
    bank = open_service(Settings(pack=tmp_path, data=tmp_path / "data"), FakeEncoder())
    whole = [f for f in BankChecker([bank]).findings() if f.check is Check.TWIN]
    assert [finding.item for finding in whole] == ["second-question"]
    assert "'first-question'" in whole[0].message
    for question in bank.pack.questions:
        said = check_question(bank, question)
        assert [f for f in said.accepted if f.check is Check.TWIN] == whole
        assert not [f for f in said.to_mend if f.check in (Check.TWIN, Check.UNUSED_ACCEPTANCE)]


@pytest.mark.model
def test_some_questions_are_checked_as_they_are_among_all(bank: Service) -> None:
    checker = BankChecker([bank])
    everything = [f for f in checker.findings() if f.check is not Check.THIN_THEME]
    assert everything
    for question in bank.pack.questions:
        alone = list(checker.findings(only={question.id}))
        assert alone == [f for f in everything if f.item == question.id]
