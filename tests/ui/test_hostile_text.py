"""Nothing that a person typed, and nothing from the bank, is read as Markdown or HTML."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.bank_steps import key, open_question, open_tab, push, type_line, type_text
from tests.ui.fake_pack import HOSTILE, HOSTILE_ID
from tests.ui.shown import TextOfHtml, everything, html_sent, read_as_markdown

LIVE = (
    "<script",
    "<img",
    "![x](",
    "[l](java",
    "$$e",
    "$x$",
    ":red[r]",
    ":material/home:",
    ":smile:",
    "`code`",
    "**b**",
    "www.evil",
    "me@evil",
    "://evil",
    "&lt;b",
)
"""Pieces of the hostile text, each of which does something when it is read unescaped."""


def assert_harmless(app: AppTest) -> None:
    assert not app.exception
    for string in read_as_markdown(app):
        bare = string.replace("\\<", "")
        for live in LIVE:
            assert live not in bare, string
        assert not string.startswith("# h")
    for html in html_sent(app):
        tags = set(TextOfHtml(html).tags)
        assert tags <= {"div", "mark", "sup"} or tags == {"style"}
        assert {name for name, _ in TextOfHtml(html).attributes} <= {"style", "title", "dir"}


@pytest.fixture
def hostile_question(app: AppTest) -> AppTest:
    return app.selectbox(key="practice_pick").set_value(HOSTILE_ID).run()


def test_the_pieces_are_all_in_the_hostile_text() -> None:
    assert all(live in HOSTILE for live in LIVE)


def test_a_hostile_question(hostile_question: AppTest) -> None:
    assert HOSTILE[:60] in everything(hostile_question)
    assert_harmless(hostile_question)


@pytest.mark.parametrize(
    "answer",
    [
        HOSTILE,
        f"{HOSTILE} alpha {HOSTILE} not beta {HOSTILE} partly gamma {HOSTILE}",
        f"{HOSTILE}\n\n# alpha\n    partly beta\n```\nnot gamma\n```",
        "x" * 5000 + " alpha not beta",
    ],
)
def test_a_hostile_answer_to_it(hostile_question: AppTest, answer: str) -> None:
    hostile_question.text_area(key=f"practice_answer_{HOSTILE_ID}").set_value(answer)
    hostile_question.button(key="practice_score").click().run()
    assert hostile_question.metric
    assert answer in [TextOfHtml(html).text for html in html_sent(hostile_question)]
    assert_harmless(hostile_question)


def test_a_hostile_gate_and_a_hostile_error(hostile_question: AppTest) -> None:
    for answer in ("<script> $$e", HOSTILE * 100):
        hostile_question.text_area(key=f"practice_answer_{HOSTILE_ID}").set_value(answer)
        hostile_question.button(key="practice_score").click().run()
        assert_harmless(hostile_question)


def test_a_hostile_search(search_page: AppTest) -> None:
    search_page.text_input(key="search_query").set_value(HOSTILE).run()
    assert search_page.progress
    assert_harmless(search_page)


def test_hostile_suggestions(search_page: AppTest) -> None:
    assert "Why hostile-question # h <script>" in everything(search_page)
    assert_harmless(search_page)


def test_a_hostile_set(sets_page: AppTest) -> None:
    sets_page.number_input(key="set_count").set_value(5)
    sets_page.text_input(key="set_theme").set_value(HOSTILE)
    sets_page.button(key="set_make").click().run()
    assert len(sets_page.get("download_button")) == 4
    assert_harmless(sets_page)


def test_a_hostile_guide(guide_page: AppTest) -> None:
    assert HOSTILE in [text.value for text in guide_page.text]
    assert_harmless(guide_page)
    guide_page.text_input(key="guide_query").set_value("# h").run()
    assert_harmless(guide_page)


@pytest.fixture
def hostile_draft(bank_page: AppTest) -> AppTest:
    return open_question(bank_page, 4)


def test_a_hostile_bank(bank_page: AppTest) -> None:
    bank_page.text_input(key="bank_text").set_value("<script>").run()
    assert list(bank_page.dataframe[0].value["Question"]) == [HOSTILE[:300]]
    assert_harmless(bank_page)


def test_a_hostile_question_from_both_sides(hostile_draft: AppTest) -> None:
    assert HOSTILE[:60] in everything(hostile_draft)
    assert_harmless(hostile_draft)
    type_line(hostile_draft, "question", f"{HOSTILE[:290]} more")
    assert hostile_draft.button(key="draft_save").disabled is False
    assert_harmless(push(hostile_draft, "bank_back"))


def test_hostile_fields_of_a_draft_that_is_wrong(hostile_draft: AppTest) -> None:
    for field in ("question", "seed_id"):
        type_line(hostile_draft, field, HOSTILE * 2)
    for field in ("also_asked", "reference", "follow_ups"):
        type_text(hostile_draft, field, HOSTILE * 2)
    type_line(hostile_draft, "label", HOSTILE * 2, row=0)
    hostile_draft.multiselect(key=key(hostile_draft, "tags")).set_value([HOSTILE]).run()
    assert hostile_draft.button(key="draft_save").disabled
    assert "found '# h <script>" in everything(hostile_draft)
    assert_harmless(hostile_draft)


def test_hostile_suggestions_trials_and_findings(hostile_draft: AppTest) -> None:
    type_text(hostile_draft, "reference", HOSTILE)
    push(hostile_draft, key(hostile_draft, "suggest"))
    assert_harmless(hostile_draft)
    push(hostile_draft, "draft_discard")
    trial = hostile_draft.text_area(key=f"trial_of_{HOSTILE_ID}")
    trial.set_value(f"{HOSTILE} alpha {HOSTILE}").run()
    push(hostile_draft, "trial_score")
    assert hostile_draft.metric
    push(open_tab(hostile_draft, "Checks"), "check_run")
    assert hostile_draft.warning
    assert_harmless(hostile_draft)
