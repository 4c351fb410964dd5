"""The grade of a text, and the findings on wording."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from content import Pack, Question
from service import BankChecker, Check, Settings, open_service, reading_grade, wording_problems
from tests.conftest import FakeEncoder
from tests.content.samples import concept_fields, question_fields, theme_fields, write_pack

PLAIN = "The model learns from old data. It then meets new data. We check how well it does there. "
DENSE = (
    "Regularisation counteracts overparameterisation through systematically penalising "
    "disproportionate coefficients, notwithstanding multicollinearity "
)


def question(**changes: Any) -> Question:
    return Question.model_validate(question_fields(**changes))


def test_the_grade_is_the_formula() -> None:
    text = "Ten words stand here, and each of them is short. "
    letters, words, ends = 37, 10, 1
    assert sum(character.isalpha() for character in text) == letters
    wanted = 0.0588 * 100 * letters / words - 0.296 * 100 * ends / words - 15.8
    assert reading_grade(text) == pytest.approx(wanted)
    assert reading_grade(text * 7) == pytest.approx(wanted)


def test_marks_are_no_words_and_lines_are_no_sentences() -> None:
    assert reading_grade("One model – two models.") == reading_grade("One model two models.")
    assert reading_grade("One model\nhas two heads.") == reading_grade("One model has two heads.")


@pytest.mark.parametrize("text", ["", "  \n", "... – !"])
def test_a_text_without_words_has_no_grade(text: str) -> None:
    assert reading_grade(text) == 0.0


def test_longer_words_and_longer_sentences_are_harder() -> None:
    assert reading_grade(DENSE) > reading_grade(PLAIN) + 10
    assert reading_grade(PLAIN.replace(". ", " and ")) > reading_grade(PLAIN)


def test_plain_wording_has_no_problem() -> None:
    assert not list(wording_problems(question(reference=PLAIN * 3)))


def test_a_hard_reference_is_named_with_its_grade() -> None:
    (problem,) = wording_problems(question(reference=DENSE * 6))
    assert (problem.check, problem.field) == ("hard-to-read", "reference")
    assert f"grade {reading_grade(DENSE * 6):.1f}" in problem.message


def test_hard_claims_are_one_problem_and_one_hard_claim_is_none() -> None:
    hard = [concept_fields(label, claim=f"{label} {DENSE}") for label in "abc"]
    (problem,) = wording_problems(question(reference=PLAIN * 3, key_concepts=hard))
    assert (problem.check, problem.field) == ("hard-to-read", "key_concepts")
    easy = [concept_fields(label, claim=PLAIN) for label in "bc"]
    assert not list(wording_problems(question(reference=PLAIN * 3, key_concepts=[hard[0], *easy])))


@pytest.mark.parametrize(("words", "found"), [(30, []), (31, ["long-claim"])])
def test_a_claim_may_have_thirty_words(words: int, found: list[str]) -> None:
    long = concept_fields("a", claim=" ".join(["word"] * words) + " –.")
    concepts = [long, *(concept_fields(label) for label in "bc")]
    problems = list(wording_problems(question(reference=PLAIN * 3, key_concepts=concepts)))
    assert [problem.check for problem in problems] == found
    assert all("'a' has 31 words" in problem.message for problem in problems)


def test_the_checker_places_them_and_an_acceptance_lets_them_stand(tmp_path: Path) -> None:
    fields = question_fields(
        reference=DENSE * 6, accepted=[{"check": "hard-to-read", "reason": "It is the topic."}]
    )
    write_pack(tmp_path, basics=theme_fields("basics", [fields]))
    checker = BankChecker([open_service(Settings(pack=tmp_path), FakeEncoder())])
    (found,) = (f for f in checker.wording() if f.check is Check.HARD_TO_READ)
    assert (found.theme, found.item, found.field) == ("basics", "first-question", "reference")
    assert checker.accepted(found)


def test_the_shipped_pack_reads_well_or_says_why_not(pack: Pack) -> None:
    for question in pack.questions:
        accepted = {acceptance.check for acceptance in question.accepted}
        assert {problem.check for problem in wording_problems(question)} <= accepted, question.id
