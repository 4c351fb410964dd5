from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from content import load_pack
from service import BankChecker, Check, Finding, Settings, make_encoder, open_service, thin_themes
from tests.conftest import FakeEncoder
from tests.content.samples import concept_fields, question_fields, theme_fields, write_pack

OVERFIT = "A model overfits when it fits the noise of its training data."
REMEDY = "More training data makes overfitting less likely."
UNSAID = "Early stopping ends training when the validation loss stops falling."
WRONG = "A model that overfits does equally well on new data."
REFERENCE = (
    "A model overfits when it fits the noise of its training data, so it does well on what it has "
    "seen and badly on anything new. The gap between training and validation error shows it. "
    "More training data makes overfitting less likely, and so does a simpler model."
)


def checker(
    folder: Path, *questions: dict[str, Any], real: bool = False, **theme: Any
) -> BankChecker:
    write_pack(folder, basics=theme_fields("basics", list(questions), **theme))
    settings = Settings(pack=folder)
    return BankChecker(
        [open_service(settings, make_encoder(Settings()) if real else FakeEncoder())]
    )


def overfitting(*claims: str, **changes: Any) -> dict[str, Any]:
    concepts = [concept_fields(f"{n}", claim=claim, core=n == 0) for n, claim in enumerate(claims)]
    return question_fields(
        question="What is overfitting?",
        reference=REFERENCE,
        key_concepts=concepts,
        misconceptions=[{"claim": WRONG, "contradicts": "0"}],
        **changes,
    )


def found(findings: list[Finding], check: Check) -> list[Finding]:
    return [finding for finding in findings if finding.check is check]


def test_a_thin_theme_is_found_and_says_what_it_lacks(tmp_path: Path) -> None:
    findings = list(thin_themes(load_pack(write_pack(tmp_path))))
    assert [(f.check, f.item) for f in findings] == [(Check.THIN_THEME, "basics")] * 3
    told = " ".join(finding.message for finding in findings)
    assert "1 questions" in told
    assert "difficulty 1, 3, 4, 5" in told


def test_an_accepted_finding_stands_and_an_idle_acceptance_does_not(tmp_path: Path) -> None:
    accepted = [
        {"check": "thin-theme", "reason": "A sample."},
        {"check": "twin", "reason": "There is none."},
    ]
    bank = checker(tmp_path, question_fields(), accepted=accepted)
    findings = list(thin_themes(load_pack(tmp_path)))
    assert all(bank.accepted(finding) for finding in findings)
    (unused,) = bank.unused_acceptances(findings)
    assert (unused.item, unused.check) == ("basics", Check.UNUSED_ACCEPTANCE)
    assert "'twin'" in unused.message


@pytest.mark.model
def test_what_is_broken_on_purpose_is_named(tmp_path: Path) -> None:
    good = overfitting(
        OVERFIT, REMEDY, "Training error far under validation error shows overfitting."
    )
    twin = overfitting(OVERFIT, REMEDY, UNSAID, id="second-question") | {
        "question": "What does overfitting mean?",
        "misconceptions": [
            {"claim": "A model overfits when it fits the noise of its data.", "contradicts": "1"}
        ],
    }
    doubled = overfitting(
        OVERFIT,
        "Overfitting means that a model fits noise of its training data.",
        REMEDY,
        id="third-question",
    ) | {"question": "Define overfitting."}
    findings = list(checker(tmp_path, good, twin, doubled, real=True).findings())
    twins = {finding.item for finding in found(findings, Check.TWIN)}
    assert twins == {"second-question", "third-question"}
    unsupported = found(findings, Check.UNSUPPORTED_CLAIM)
    assert [(f.item, "'2'" in f.message) for f in unsupported] == [("second-question", True)]
    supported = found(findings, Check.SUPPORTED_MISCONCEPTION)
    assert [finding.item for finding in supported] == ["second-question"]
    overlapping = found(findings, Check.OVERLAPPING_CLAIMS)
    assert [finding.item for finding in overlapping] == ["third-question"]
    assert found(findings, Check.RIVAL_REFERENCE)
