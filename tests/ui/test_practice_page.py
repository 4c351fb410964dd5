"""Practice: choose a question, answer it, read what the score rests on."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import APP
from tests.ui.fake_service import TO_GRADER, FakeService
from tests.ui.shown import TextOfHtml, button_keys, everything, html_sent, question_shown
from ui.components.plain import plain
from ui.components.question_picker import other_than

MIXED = "I say alpha first, then partly beta, but not gamma at all."
FULL = "It does alpha and then it does beta."


def box(app: AppTest, question_id: str = "trees") -> str:
    return str(app.text_area(key=f"practice_answer_{question_id}").value)


def send(app: AppTest, answer: str, question_id: str = "trees") -> AppTest:
    app.text_area(key=f"practice_answer_{question_id}").set_value(answer)
    return app.button(key="practice_score").click().run()


def choose(app: AppTest, question_id: str) -> AppTest:
    return app.selectbox(key="practice_pick").set_value(question_id).run()


def evidence_html(app: AppTest) -> TextOfHtml:
    return next(TextOfHtml(html) for html in html_sent(app) if "<mark" in html)


def test_first_visit_shows_the_first_question_and_puts_it_in_the_address(app: AppTest) -> None:
    assert not app.exception
    assert question_shown(app) == "How do decision trees work?"
    assert app.query_params["question"] == "trees"
    assert "Level 1 of 5: Starter" in everything(app)
    assert not app.metric


def test_nothing_of_the_rubric_is_told_before_an_answer(app: AppTest) -> None:
    assert "A complete reference answer" not in everything(app)
    assert "Alpha holds for" not in everything(app)
    assert "- Alpha" in everything(app)  # a hint, in the closed expander


def test_a_question_in_the_address_is_opened(service: FakeService) -> None:
    app = AppTest.from_file(str(APP), default_timeout=20)
    app.query_params["question"] = "drift"
    app.run()
    assert question_shown(app) == "How do you notice drift?"
    assert app.selectbox(key="practice_pick").value == "drift"


@pytest.mark.parametrize("wrong", ["no-such", "<script>alert(1)</script>", "x" * 5000])
def test_an_unknown_question_in_the_address_is_said(service: FakeService, wrong: str) -> None:
    app = AppTest.from_file(str(APP), default_timeout=20)
    app.query_params["question"] = wrong
    app.run()
    assert not app.exception
    assert "No question has the id" in app.warning[0].value
    assert "<script>" not in app.warning[0].value
    assert len(app.warning[0].value) < 300
    assert not app.text_area
    assert question_shown(choose(app, "drift")) == "How do you notice drift?"


def test_an_answer_is_scored_once_and_stays(app: AppTest, service: FakeService) -> None:
    send(app, FULL)
    assert app.metric[0].value == "60"
    assert "Good answer" in everything(app)
    assert "You made 2 of 3 points." in everything(app)
    assert "8 words. Wording similarity 42%" in everything(app)
    app.run()
    app.switch_page("ui/search.py").run()
    app.switch_page("ui/practice.py").run()
    assert app.metric[0].value == "60"
    assert service.evaluated == [("trees", FULL)]


def test_evidence_is_marked_in_the_persons_own_text(app: AppTest) -> None:
    html = evidence_html(send(app, MIXED))
    assert html.text == MIXED
    assert [text for _, text in html.marked] == ["alpha", "partly beta", "not gamma"]
    assert html.numbers == ["1", "2", "3"]
    assert ("title", "3. Gamma: contradicted") in html.attributes


def test_what_was_not_read_is_said_and_shown_as_typed(app: AppTest) -> None:
    assert "Not read" not in everything(send(app, FULL))
    [said] = [
        caption.value
        for caption in send(app, f"{FULL} {TO_GRADER}").caption
        if caption.value.startswith("Not read")
    ]
    assert said == f"Not read, because it speaks to the grader: “{plain(TO_GRADER)}”"


def test_concepts_are_grouped(app: AppTest) -> None:
    send(app, MIXED)
    heads = [head.value for head in app.subheader]
    for group in ("Said well: 1", "Partly: 1", "Contradicted: 1"):
        assert any(head.endswith(group) for head in heads), group
    assert not any("Missing" in head for head in heads)
    said = everything(app)
    assert "You wrote: “partly beta”" in said
    assert "Never  alpha." in said  # the misconception
    assert "Gamma holds for How do decision trees work?" in said
    assert "- Wrong: Gamma" in said


def test_missing_concepts_are_told_after_scoring(app: AppTest) -> None:
    send(app, "Only alpha is here.")
    assert any(head.value.endswith("Missing: 2") for head in app.subheader)
    assert "- Say more of Beta" in everything(app)


def test_a_scored_answer_reveals_the_reference(app: AppTest) -> None:
    said = everything(send(app, FULL))
    assert "A complete reference answer" in said
    assert "And then?" in said
    assert not button_keys(app, "practice_reveal")


def test_the_reference_can_be_shown_without_an_answer(app: AppTest, service: FakeService) -> None:
    app.button(key="practice_reveal").click().run()
    assert "A complete reference answer" in everything(app)
    assert not service.evaluated
    assert "A complete reference answer" not in everything(choose(app, "drift"))


def test_a_gate_is_a_clear_notice_and_gives_nothing_away(app: AppTest) -> None:
    send(app, "no idea")
    assert app.warning[0].value == r"Too short to judge\: write \*at least\* one full sentence\."
    assert app.metric[0].value == "0"
    assert everything(app).count("Too short to judge") == 1
    assert "A complete reference answer" not in everything(app)
    assert "Alpha holds for" not in everything(app)


def test_an_error_is_told_and_the_text_is_kept(app: AppTest) -> None:
    send(app, FULL)
    long = "alpha " * 5000
    send(app, long)
    assert app.error[0].value.startswith(r"the answer has \*too many\* characters")
    assert box(app) == long
    assert not app.metric  # the old score is not taken for that of the new text


def test_an_empty_answer_is_refused_without_a_crash(app: AppTest) -> None:
    send(app, "   ")
    assert not app.exception
    assert app.warning


def test_changing_the_question_clears_the_result(app: AppTest) -> None:
    send(app, FULL)
    assert not choose(app, "drift").metric
    assert not choose(app, "trees").metric


def test_drafts_are_kept_for_each_question(app: AppTest) -> None:
    app.text_area(key="practice_answer_trees").set_value("about trees")
    choose(app, "drift")
    assert box(app, "drift") == ""
    app.text_area(key="practice_answer_drift").set_value("about drift")
    assert box(choose(app, "trees")) == "about trees"
    assert box(choose(app, "drift"), "drift") == "about drift"


def test_a_draft_is_kept_while_on_another_page(app: AppTest) -> None:
    app.text_area(key="practice_answer_trees").set_value("half a thought").run()
    app.switch_page("ui/guide.py").run()
    app.switch_page("ui/practice.py").run()
    assert question_shown(app) == "How do decision trees work?"
    assert box(app) == "half a thought"


def test_filters_limit_the_list_and_leave_the_question(app: AppTest) -> None:
    app.multiselect(key="practice_themes").set_value(["running"]).run()
    assert app.selectbox(key="practice_pick").options == [
        "How do you notice drift?",
        "How would you serve a model?",
    ]
    assert app.selectbox(key="practice_pick").value is None
    assert question_shown(app) == "How do decision trees work?"
    app.multiselect(key="practice_difficulties").set_value([5]).run()
    assert app.selectbox(key="practice_pick").options == ["How would you serve a model?"]


def test_filters_that_nothing_passes_can_be_cleared(app: AppTest) -> None:
    app.multiselect(key="practice_kinds").set_value(["behavioral"]).run()
    assert "No question is within these filters" in app.info[0].value
    assert app.button(key="practice_surprise").disabled
    app.button(key="practice_clear").click().run()
    assert len(app.selectbox(key="practice_pick").options) == 5


def test_surprise_me_stays_within_the_filters_and_never_repeats(app: AppTest) -> None:
    app.multiselect(key="practice_themes").set_value(["running"]).run()
    before = app.query_params["question"]
    for _ in range(6):
        app.button(key="practice_surprise").click().run()
        assert app.query_params["question"] in {"drift", "design"} - {before}
        before = app.query_params["question"]


def test_other_than() -> None:
    assert {other_than("a", ["a", "b", "c"]) for _ in range(100)} == {"b", "c"}
    assert other_than("a", ["a"]) == "a"


def test_related_questions_lead_on(app: AppTest) -> None:
    assert button_keys(app, "related_")[0] == "related_next-step_compare"
    app.button(key="related_next-step_compare").click().run()
    assert question_shown(app) == "How do trees and forests differ?"
    assert app.query_params["question"] == "compare"


def test_related_questions_stand_under_the_reason(app: AppTest, service: FakeService) -> None:
    assert related_lines(app) == [
        "#### Go deeper",
        "related_next-step_compare",
        "#### Another angle",
        "related_same-idea_drift",
        "#### Often compared or confused",
        "related_contrast_design",
    ]
    send(app, FULL)
    assert len(related_lines(app)) == 6  # where a candidate wants them
    first = service.related("trees")[:1]
    service.related = lambda question_id: first  # type: ignore[method-assign]
    assert related_lines(app.run()) == ["#### Go deeper", "related_next-step_compare"]


def test_without_related_questions_there_is_no_heading(app: AppTest, service: FakeService) -> None:
    service.related = lambda question_id: []  # type: ignore[method-assign]
    app.run()
    assert not app.exception
    assert not related_lines(app)
    assert "Related questions" not in [head.value for head in app.subheader]


def related_lines(app: AppTest) -> list[str]:
    """Headings of reasons, and keys of the buttons under them, in the order of the page."""
    nodes: list[Any] = list(app.main)
    lines = [str(node.key if node.type == "button" else node.value) for node in nodes if said(node)]
    return [line for line in lines if line.startswith(("####", "related_"))]


def said(node: Any) -> bool:
    return node.type in ("markdown", "button")
