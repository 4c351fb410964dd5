"""A newcomer's way through the app: practise, search, make a set, download it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from content import Pack, RoleGuide

pytestmark = [pytest.mark.e2e, pytest.mark.model]

HUMAN_MS = 100
"""How long a person holds a mouse button. Streamlit loses a click of no length after typing."""

HOSTILE = "<img src=x onerror=\"document.title='owned'\"> **bold** $x$ "


def test_practise_a_question_and_see_a_score_with_evidence(page: Page, pack: Pack) -> None:
    question = pack.questions[0]
    page.goto(f"/?question={question.id}")
    expect(page.get_by_text(question.question).first).to_be_visible()
    page.get_by_label("Your answer").fill(HOSTILE + question.reference)
    page.get_by_role("button", name="Score my answer").click()

    expect(page.get_by_text("Score out of 100")).to_be_visible()
    score = page.get_by_test_id("stMetricValue").inner_text()
    assert 0 < int(score) <= 100
    assert page.locator("mark").count() > 0, "evidence is highlighted in the answer"
    expect(page.get_by_text("<img src=x", exact=False).first).to_be_visible()
    assert page.title() != "owned"


def test_an_answer_survives_a_look_at_another_page(page: Page, guide: RoleGuide) -> None:
    page.goto("/")
    page.get_by_label("Your answer").fill("Half an answer that I want to keep.")
    page.get_by_role("link", name="Guide").click(delay=HUMAN_MS)
    expect(page.get_by_role("heading", name=guide.role, exact=False).first).to_be_visible()
    page.get_by_role("link", name="Practice").click(delay=HUMAN_MS)
    expect(page.get_by_label("Your answer")).to_have_value("Half an answer that I want to keep.")


def test_search_in_other_words_and_go_on_to_practise(page: Page, pack: Pack) -> None:
    page.goto("/search")
    box = page.get_by_label("What do you want to be asked about?")
    box.fill("great in training, terrible on new customers")
    box.press("Enter")
    expect(page.get_by_text("closest first", exact=False)).to_be_visible()
    page.get_by_role("button", name="Practise this").first.click()
    expect(page.get_by_label("Your answer")).to_be_visible()
    assert "question=" in page.url


def test_make_a_set_and_download_it(page: Page, tmp_path: Path) -> None:
    page.goto("/question_sets")
    page.get_by_label("Theme, in your own words").fill("reinforcement learning")
    page.get_by_label("Number of questions").fill("2")
    page.get_by_role("button", name="Make the set").click()
    expect(page.get_by_text("Preview and download")).to_be_visible()

    with page.expect_download() as started:
        page.get_by_role("button", name="JSON").first.click()
    target = tmp_path / "set.json"
    started.value.save_as(target)
    document = json.loads(target.read_text(encoding="utf-8"))
    assert document["theme"] == "reinforcement learning"
    assert {question["id"] for question in document["questions"]} == {
        "q-learning-and-q-value",
        "rl-and-agent-components",
    }
