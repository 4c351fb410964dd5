"""Bank: an author finds a question, sees it from both sides, edits, tries, checks and saves it."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from content import PackEditor, load_pack
from service import Settings
from tests.ui.bank_steps import (
    key,
    list_key,
    open_question,
    open_tab,
    push,
    type_line,
    type_text,
    write_bank,
)
from tests.ui.conftest import APP, go
from tests.ui.fake_pack import REFERENCE, fake_pack
from tests.ui.fake_service import FakeService
from tests.ui.shown import button_keys, everything, question_shown
from ui.components.map_chart import SELECTED
from ui.components.map_rows import ID

TREES, DRIFT = 0, 2


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeService:
    """A service over a bank in files, so that saving is real."""
    folder = write_bank(tmp_path / "tiny", fake_pack())
    fake = FakeService(load_pack(folder), settings=Settings(pack=folder))
    monkeypatch.setattr("ui.state.get_service", lambda: fake)
    return fake


@pytest.fixture
def opened(bank_page: AppTest) -> AppTest:
    return open_question(bank_page, TREES)


@pytest.fixture
def blank(bank_page: AppTest) -> AppTest:
    return push(bank_page, "bank_new")


def listed(app: AppTest) -> list[str]:
    return list(app.dataframe[0].value["Question"])


def save_disabled(app: AppTest) -> bool:
    return bool(app.button(key="draft_save").disabled)


def test_the_list_holds_every_question_and_opens_the_chosen_one(bank_page: AppTest) -> None:
    assert len(listed(bank_page)) == 5
    assert "5 questions in 3 themes" in everything(bank_page)
    open_question(bank_page, DRIFT)
    assert not bank_page.exception
    assert [tab.label for tab in bank_page.tabs] == ["Candidate", "Interviewer", "Edit", "Checks"]
    assert question_shown(bank_page) == "How do you notice drift?"
    assert "Beta holds for How do you notice drift?" in everything(bank_page)
    push(bank_page, "bank_back")
    assert len(listed(bank_page)) == 5


@pytest.mark.parametrize("row", [5, 10_000])
def test_a_row_that_is_not_there_opens_nothing(bank_page: AppTest, row: int) -> None:
    open_question(bank_page, row)
    assert not bank_page.exception
    assert "Candidate" not in [tab.label for tab in bank_page.tabs]


def test_words_theme_and_kind_narrow_the_list(bank_page: AppTest) -> None:
    bank_page.text_input(key="bank_text").set_value("holds FOR how  do you notice").run()
    assert listed(bank_page) == ["How do you notice drift?"]
    bank_page.text_input(key="bank_text").set_value("").run()
    bank_page.multiselect(key="bank_themes").set_value(["models"]).run()
    assert listed(bank_page) == ["How do decision trees work?", "How do trees and forests differ?"]
    counts = bank_page.dataframe[1].value
    assert list(counts["Within the filters"]) == [2, 0, 0]
    assert list(counts["In all"]) == [2, 2, 1]
    bank_page.multiselect(key="bank_kinds").set_value(["coding"]).run()
    assert "No question is within these filters." in everything(bank_page)
    assert len(listed(push(bank_page, "bank_clear"))) == 5


def test_a_mark_of_the_map_opens_its_question(bank_page: AppTest) -> None:
    assert not bank_page.get("vega_lite_chart")  # not drawn before it is asked for
    bank_page.session_state["bank_views"] = "Map"
    bank_page.run()
    assert bank_page.get("vega_lite_chart")
    bank_page.session_state["bank_map"] = {"selection": {SELECTED: [{ID: "drift"}]}}
    bank_page.run()
    assert not bank_page.exception
    assert question_shown(bank_page) == "How do you notice drift?"
    assert listed(push(bank_page, "bank_back"))
    assert not bank_page.get("vega_lite_chart")


def test_a_problem_is_told_beside_its_field_and_stops_saving(opened: AppTest) -> None:
    assert save_disabled(opened)  # nothing to save yet
    type_line(opened, "question", "How do trees split?")
    assert not save_disabled(opened)
    type_text(opened, "reference", "Too short.")
    assert "reference has 2 words; write 40 to 120" in everything(opened)
    assert "2 words; 40 to 120 are wanted" in everything(opened)
    assert save_disabled(opened)
    type_text(opened, "reference", REFERENCE)
    type_text(opened, "also_asked", "One way?\n\nAnother way?\n" + "x" * 500)
    assert "Line 4: The text should have at most 400 characters" in everything(opened)
    assert save_disabled(opened)


def test_what_another_question_has_is_refused(opened: AppTest) -> None:
    type_line(opened, "question", "How do you notice drift?")
    assert "is used 2 times in the pack; make it unique" in everything(opened)
    assert save_disabled(opened)


def test_every_tab_shows_the_draft_and_not_what_is_saved(opened: AppTest) -> None:
    type_line(opened, "question", "How do trees split?")
    assert question_shown(opened) == "How do trees split?"
    type_text(opened, "claim", "Trees split on the purest cut.", row=1)
    assert "- Trees split on the purest cut." in everything(opened)


def test_a_renamed_concept_is_still_contradicted(opened: AppTest) -> None:
    type_line(opened, "label", "Splits", row=0)
    assert opened.selectbox(key=key(opened, "contradicts", 3)).value == 0
    assert not save_disabled(opened)


def test_rows_are_added_and_removed_without_losing_what_was_typed(opened: AppTest) -> None:
    opened.text_area(key=key(opened, "claim", 1)).set_value("Typed and not yet sent.")
    push(opened, key(opened, "add_claim"))
    assert opened.text_area(key=key(opened, "claim", 1)).value == "Typed and not yet sent."
    assert opened.text_area(key=key(opened, "claim", 4)).value == ""
    assert save_disabled(opened)
    push(opened, key(opened, "remove", 4))
    assert not save_disabled(opened)
    push(opened, key(opened, "remove", 0))
    said = everything(opened)
    assert "At least 3 needed; there are 2." in said
    assert opened.selectbox(key=key(opened, "contradicts", 3)).value is None


def test_edits_survive_other_pages_and_are_told(opened: AppTest) -> None:
    type_line(opened, "question", "How do trees split?")
    type_text(opened, "claim", "Trees split.", row=2)
    opened.switch_page("ui/search.py").run()
    assert "1 draft on the Bank page not saved yet" in opened.toast[0].value
    assert not opened.run().toast
    opened.switch_page("ui/bank.py").run()
    assert opened.text_input(key=key(opened, "question")).value == "How do trees split?"
    assert opened.text_area(key=key(opened, "claim", 2)).value == "Trees split."
    push(opened, "bank_back")
    assert "Not saved yet." in everything(opened)
    open_question(opened, DRIFT)
    push(opened, "bank_back")
    [back] = button_keys(opened, "unsaved_")
    push(opened, back)
    assert opened.text_input(key=key(opened, "question")).value == "How do trees split?"
    push(opened, "draft_discard")
    assert opened.text_input(key=key(opened, "question")).value == "How do decision trees work?"
    assert not button_keys(push(opened, "bank_back"), "unsaved_")


@pytest.mark.parametrize("leave", ["bank_back", "bank_copy", "search"])
def test_the_last_thing_typed_is_kept_by_the_click_that_leaves(opened: AppTest, leave: str) -> None:
    opened.text_area(key=key(opened, "claim", 1)).set_value("Typed a moment ago.")
    if leave == "search":
        opened.switch_page("ui/search.py").run()
        opened.switch_page("ui/bank.py").run()
    else:
        push(opened, leave)
        push(opened, button_keys(opened, "unsaved_")[0]) if leave == "bank_back" else None
    assert opened.text_area(key=key(opened, "claim", 1)).value == "Typed a moment ago."


def test_a_browser_that_missed_a_run_is_sent_every_value_again(opened: AppTest) -> None:
    type_line(opened, "label", "Renamed", row=0)
    opened.run()
    sent = {widget.key: widget.proto.default for widget in [*opened.text_input, *opened.text_area]}
    assert sent[key(opened, "question")] == "How do decision trees work?"
    assert sent[key(opened, "label", 0)] == "Renamed"
    assert sent[key(opened, "reference")].startswith(REFERENCE)
    assert opened.selectbox(key=key(opened, "contradicts", 3)).proto.default == 0
    assert opened.selectbox(key=key(opened, "contradicts", 3)).value == 0


def test_a_new_question_in_which_nothing_was_written_is_forgotten(blank: AppTest) -> None:
    assert not button_keys(push(blank, "bank_back"), "unsaved_")


def test_saving_writes_the_file_and_every_page_has_it(
    opened: AppTest, service: FakeService
) -> None:
    type_line(opened, "question", "How do trees split?")
    push(opened, "draft_save")
    assert not opened.exception
    assert "Saved in tiny/questions/models.yaml." in everything(opened)
    assert "Saved in" not in everything(opened.run())
    assert save_disabled(opened)
    text = (service.settings.pack / "questions" / "models.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Kept by hand.\n")
    assert "How do trees split?" in text
    opened.switch_page("ui/practice.py").run()
    assert question_shown(opened) == "How do trees split?"
    assert not opened.toast


def test_a_new_question_gets_an_id_of_its_words_and_is_saved(
    blank: AppTest, service: FakeService
) -> None:
    assert save_disabled(blank)
    assert "to fill in or correct" in everything(blank)
    type_line(blank, "question", "What is a leaf of a tree?")
    assert blank.text_input(key=key(blank, "id")).placeholder == "what-is-a-leaf-of-a-tree"
    blank.selectbox(key=key(blank, "theme")).set_value("models").run()
    type_text(blank, "also_asked", "Define a leaf.\nWhat ends a tree?")
    type_text(blank, "reference", REFERENCE)
    for row in range(3):
        type_line(blank, "label", f"Label {row}", row=row)
        type_text(blank, "claim", f"A leaf has property {row}.", row=row)
    type_text(blank, "wrong", "A leaf splits.", row=3)
    blank.selectbox(key=key(blank, "contradicts", 3)).set_value(1).run()
    type_text(blank, "follow_ups", "And a root?")
    blank.multiselect(key=key(blank, "tags")).set_value(["tag"]).run()
    assert not save_disabled(blank)
    push(blank, "draft_save")
    saved = load_pack(service.settings.pack).question("what-is-a-leaf-of-a-tree")
    assert saved is not None
    assert saved.misconceptions[0].contradicts == "Label 1"
    assert [concept.core for concept in saved.key_concepts] == [True, False, False]
    assert blank.text_input(key=key(blank, "id")).disabled


def test_a_copy_is_a_new_question_that_must_differ(opened: AppTest, service: FakeService) -> None:
    push(opened, "bank_copy")
    assert "is used 2 times in the pack" in everything(opened)
    type_line(opened, "question", "How do random trees work?")
    push(opened, "draft_save")
    pack = load_pack(service.settings.pack)
    assert len(pack.questions) == 6
    copy, source = pack.question("how-do-random-trees-work"), pack.question("trees")
    assert copy is not None
    assert source is not None
    assert copy.key_concepts == source.key_concepts


def test_a_bank_that_cannot_be_written_is_told_and_the_draft_stays(
    opened: AppTest, service: FakeService
) -> None:
    type_line(opened, "question", "How do trees split?")
    (service.settings.pack / "questions" / "running.yaml").write_text("*x*")
    push(opened, "draft_save")
    assert not opened.exception
    assert opened.error
    assert r"running\.yaml" in opened.error[0].value
    assert opened.text_input(key=key(opened, "question")).value == "How do trees split?"


def test_an_edit_of_somebody_else_is_not_overwritten(opened: AppTest, service: FakeService) -> None:
    type_line(opened, "question", "How do trees split?")
    before = service.pack.questions[TREES]
    theirs = before.model_copy(update={"question": "How do trees grow?"})
    PackEditor(service.settings.pack).save([theirs])
    push(opened, "draft_save")  # this page has not read the bank again yet
    assert opened.error
    assert load_pack(service.settings.pack).question("trees") == theirs
    service.refresh()
    opened.run()
    assert "was changed in the bank after you began" in opened.warning[0].value
    assert "saving replaces what the bank says now" in opened.warning[0].value
    assert "How do trees grow?" in everything(opened)
    assert save_disabled(opened)
    push(opened, "conflict_mine")
    assert not opened.warning
    push(opened, "draft_save")
    mine = load_pack(service.settings.pack).question("trees")
    assert mine is not None
    assert mine.question == "How do trees split?"


def test_the_banks_version_can_be_taken_instead(opened: AppTest, service: FakeService) -> None:
    type_line(opened, "question", "How do trees split?")
    before = service.pack.questions[TREES]
    PackEditor(service.settings.pack).save(
        [before.model_copy(update={"question": "How do trees grow?"})]
    )
    service.refresh()
    push(opened.run(), "conflict_theirs")
    assert opened.text_input(key=key(opened, "question")).value == "How do trees grow?"
    assert not opened.warning


def test_an_untouched_draft_follows_the_bank(opened: AppTest, service: FakeService) -> None:
    before = service.pack.questions[TREES]
    PackEditor(service.settings.pack).save(
        [before.model_copy(update={"question": "How do trees grow?"})]
    )
    service.refresh()
    opened.run()
    assert opened.text_input(key=key(opened, "question")).value == "How do trees grow?"
    assert not opened.warning


def test_an_answer_is_scored_against_the_draft(opened: AppTest, service: FakeService) -> None:
    type_line(opened, "label", "Delta", row=0)
    answer = "trial_of_trees"
    opened.text_area(key=answer).set_value("It is delta and then beta for once.").run()
    push(opened, "trial_score")
    assert opened.metric[0].value == "60"
    assert not service.evaluated  # the saved question was not asked
    type_line(opened, "label", "Epsilon", row=0)
    assert not opened.metric
    assert "score the answer again" in everything(opened)


def test_suggested_claims_are_added_one_by_one_and_only_on_demand(blank: AppTest) -> None:
    type_text(blank, "reference", "Leaves end a tree. It holds a value. Leaves end a tree.")
    push(blank, key(blank, "suggest"))
    assert blank.text_area(key=key(blank, "claim", 0)).value == ""
    assert everything(blank).count("Say what it is about") == 1
    push(blank, key(blank, "suggestion", 0))
    claims = [area.value for area in blank.text_area if "_claim_" in str(area.key)]
    assert claims == ["Leaves end a tree.", "", ""]
    assert len(button_keys(blank, key(blank, "suggestion"))) == 1
    type_text(blank, "reference", "Something else.")
    assert "ask again" in everything(blank)


def test_the_checks_are_run_on_the_draft(opened: AppTest) -> None:
    push(open_tab(opened, "Checks"), "check_run")
    said = everything(opened)
    assert "scores 0 at its own question, not 90" in said
    assert "the reference is judged missing on 'Alpha'" in said
    type_line(open_tab(opened, "Edit"), "question", "How do trees split?")
    assert "check it again" in everything(open_tab(opened, "Checks"))


def test_the_page_reads_only_where_others_may_reach_it(
    monkeypatch: pytest.MonkeyPatch, service: FakeService
) -> None:
    real = st.get_option
    monkeypatch.setattr(
        st, "get_option", lambda name: "0.0.0.0" if name == "server.address" else real(name)
    )
    app = go(AppTest.from_file(str(APP), default_timeout=20).run(), "ui/bank.py")
    assert "VIVA_AUTHOR_CODE" in app.info[0].value
    assert "bank_new" not in button_keys(app, "bank_")
    open_question(app, TREES)
    assert [tab.label for tab in app.tabs] == ["Candidate", "Interviewer", "Checks"]
    assert not button_keys(app, "draft_save")
    assert button_keys(app, "bank_") == ["bank_back"]


@pytest.mark.parametrize("new", [False, True])
def test_a_save_that_a_click_cuts_short_leaves_no_conflict(
    opened: AppTest, service: FakeService, new: bool
) -> None:
    if new:
        push(opened, "bank_copy")
    type_line(opened, "question", "How do trees split?")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service, "refresh", st.stop)  # ends the run, as a click elsewhere does
        push(opened, "draft_save")
    service.refresh()
    opened.run()
    assert not opened.exception
    assert not opened.warning
    assert opened.text_input(key=key(opened, "question")).value == "How do trees split?"
    assert "As it is saved." in everything(opened)


def test_edits_that_the_bank_already_says_are_no_conflict(
    opened: AppTest, service: FakeService
) -> None:
    type_line(opened, "question", "How do trees grow?")
    before = service.pack.questions[TREES]
    PackEditor(service.settings.pack).save(
        [before.model_copy(update={"question": "How do trees grow?"})]
    )
    service.refresh()
    assert not opened.run().warning
    assert "As it is saved." in everything(opened)


@pytest.mark.parametrize("way", ["conflict_theirs", "draft_discard"])
def test_a_question_that_somebody_removed_is_not_opened_again(
    opened: AppTest, service: FakeService, way: str
) -> None:
    type_line(opened, "question", "How do trees split?")
    PackEditor(service.settings.pack).remove(["trees"])
    service.refresh()
    opened.run()
    assert "Somebody removed this question" in opened.warning[0].value
    push(opened, way)
    assert not opened.exception
    assert "How do trees split?" not in listed(opened)
    assert len(listed(opened)) == 4


def test_a_removed_question_is_put_back_under_its_id(opened: AppTest, service: FakeService) -> None:
    type_line(opened, "question", "How do trees split?")
    PackEditor(service.settings.pack).remove(["trees"])
    service.refresh()
    push(opened.run(), "conflict_mine")
    push(opened, "draft_save")
    back = load_pack(service.settings.pack).question("trees")
    assert back is not None
    assert back.question == "How do trees split?"


def test_a_question_written_and_removed_is_put_back_under_its_id(
    opened: AppTest, service: FakeService
) -> None:
    push(opened, "bank_copy")
    type_line(opened, "question", "How do shrubs work?")
    push(opened, "draft_save")
    type_line(opened, "question", "How do shrubs split?")
    PackEditor(service.settings.pack).remove(["how-do-shrubs-work"])
    service.refresh()
    push(opened.run(), "conflict_mine")
    assert not opened.warning
    push(opened, "draft_save")
    back = load_pack(service.settings.pack).question("how-do-shrubs-work")
    assert back is not None
    assert back.question == "How do shrubs split?"


def test_a_question_is_removed_from_its_file(opened: AppTest, service: FakeService) -> None:
    push(opened, "draft_remove")
    assert not opened.exception
    assert "Removed from tiny/questions/models.yaml." in everything(opened)
    assert load_pack(service.settings.pack).question("trees") is None
    assert len(listed(opened)) == 4


def test_a_question_that_somebody_changed_is_not_removed(
    opened: AppTest, service: FakeService
) -> None:
    before = service.pack.questions[TREES]
    theirs = before.model_copy(update={"question": "How do trees grow?"})
    PackEditor(service.settings.pack).save([theirs])
    push(opened, "draft_remove")
    assert opened.error
    assert load_pack(service.settings.pack).question("trees") == theirs


def test_an_answer_to_a_new_question_outlives_its_saving(opened: AppTest) -> None:
    push(opened, "bank_copy")
    type_line(opened, "question", "How do shrubs work?")
    type_text(opened, "trial", "It is alpha.")
    push(opened, "draft_save")
    assert opened.text_area(key="trial_of_how-do-shrubs-work").value == "It is alpha."


def test_an_answer_outlives_saving_and_discarding(opened: AppTest) -> None:
    opened.text_area(key="trial_of_trees").set_value("It is alpha.").run()
    type_line(opened, "question", "How do trees split?")
    push(opened, "draft_save")
    type_line(opened, "question", "How do trees grow?")
    push(opened, "draft_discard")
    assert opened.text_area(key="trial_of_trees").value == "It is alpha."


def test_a_suggestion_taken_is_not_offered_again_once_edited(blank: AppTest) -> None:
    blank.selectbox(key=key(blank, "contradicts", 3)).set_value(0).run()
    type_text(blank, "reference", "Leaves end a tree. It holds a value.")
    push(blank, key(blank, "suggest"))
    push(blank, key(blank, "suggestion", 0))
    row = blank.selectbox(key=key(blank, "contradicts", 3)).value
    assert blank.text_area(key=key(blank, "claim", row)).value == "Leaves end a tree."
    type_text(blank, "claim", "A leaf ends a tree.", row=row)
    assert button_keys(blank, key(blank, "suggestion")) == [key(blank, "suggestion", 1)]


def test_the_parts_of_a_story_are_chosen(opened: AppTest) -> None:
    opened.selectbox(key=key(opened, "kind")).set_value("behavioral").run()
    assert "Choose which part of the story 'Alpha' is" in everything(opened)
    facet = opened.selectbox(key=key(opened, "facet", 0))
    assert facet.value is None
    assert "Knowledge" not in facet.options
    for row, part in enumerate(("situation", "action", "result")):
        opened.selectbox(key=key(opened, "facet", row)).set_value(part).run()
    assert not save_disabled(opened)


def test_widgets_say_which_row_they_belong_to(opened: AppTest) -> None:
    type_line(opened, "label", "", row=1)
    labels = {widget.label for widget in [*opened.selectbox, *opened.button, *opened.toggle]}
    wanted = ("Weight of claim 3", "Remove claim 3", "Misconception 1 contradicts")
    assert labels >= {*wanted, "Remove misconception 1"}
    names = opened.selectbox(key=key(opened, "contradicts", 3)).options
    assert names == ["1. Alpha", "2. Beta holds for How do decision trees work?", "3. Gamma"]


def test_only_the_open_tab_is_made(opened: AppTest) -> None:
    assert not button_keys(opened, "check_run")
    open_tab(opened, "Checks")
    assert button_keys(opened, "check_run")
    assert not button_keys(opened, key(opened, "add_claim"))


def test_nothing_typed_is_left_of_a_draft_that_is_gone(opened: AppTest) -> None:
    first = key(opened, "")
    type_line(opened, "question", "How do trees split?")
    push(opened, "draft_discard")
    second = key(opened, "")
    push(opened, "bank_back")
    left = [name for name in opened.session_state.to_dict() if str(name).startswith("draft_")]
    assert first != second
    assert not [name for name in left if str(name).startswith((first, second))]


def test_the_address_opens_a_question_and_follows_the_open_one(
    app: AppTest, service: FakeService
) -> None:
    go(app, "ui/bank.py")
    assert "question" not in app.query_params
    app.switch_page("ui/search.py").run()
    app.query_params["question"] = "drift"
    app.switch_page("ui/bank.py").run()
    assert app.text_input(key=key(app, "question")).value == "How do you notice drift?"
    assert app.query_params["question"] == "drift"
    push(app, "bank_back")
    assert "question" not in app.query_params
    open_question(app, TREES)
    assert app.query_params["question"] == "trees"
    go(go(app, "ui/search.py"), "ui/bank.py")
    assert app.query_params["question"] == "trees"


@pytest.mark.parametrize("wrong", ["no-such", "<script>alert(1)</script>", "x" * 5000])
def test_an_unknown_question_in_the_address_is_said(app: AppTest, wrong: str) -> None:
    app.query_params["question"] = wrong
    app.switch_page("ui/bank.py").run()
    assert not app.exception
    assert "No question has the id" in app.warning[0].value
    assert "<script>" not in app.warning[0].value
    assert len(app.warning[0].value) < 300
    assert len(listed(app)) == 5


def test_a_row_is_not_read_as_that_of_a_list_within_other_filters(bank_page: AppTest) -> None:
    before = list_key(bank_page)
    bank_page.session_state[before] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    bank_page.text_input(key="bank_text").set_value("notice drift").run()
    assert list_key(bank_page) != before
    assert listed(bank_page) == ["How do you notice drift?"]


def test_a_finding_is_accepted_with_a_reason(opened: AppTest, service: FakeService) -> None:
    push(open_tab(opened, "Checks"), "check_run")
    assert "Claims · unsupported-claim" in everything(opened)
    accept = key(opened, "accept_low-reference")
    [button] = button_keys(opened, accept)
    assert opened.button(key=button).disabled
    reason = button.replace("accept_", "accept_reason_")
    opened.text_input(key=reason).set_value("The fake reads nothing.").run()
    push(opened, button)
    assert "accepted in the bank or in this draft" in everything(opened)
    assert not button_keys(opened, accept)
    push(opened, "draft_save")
    saved = load_pack(service.settings.pack).question("trees")
    assert saved is not None
    assert [(item.check, item.reason) for item in saved.accepted] == [
        ("low-reference", "The fake reads nothing.")
    ]


def test_only_checks_that_a_question_can_accept_are_offered(opened: AppTest) -> None:
    push(opened, key(opened, "add_accepted"))
    [box] = [box for box in opened.selectbox if str(box.label).startswith("Check of")]
    assert "twin" in box.options
    assert not {"thin-theme", "unused-acceptance"} & set(box.options)


def test_a_twin_is_accepted_at_the_later_of_the_two_only(opened: AppTest) -> None:
    push(opened, "bank_copy")
    type_line(opened, "question", "How do decision trees work now?")
    push(opened, "draft_save")
    push(open_tab(opened, "Checks"), "check_run")
    assert "asks what 'trees' asks" in everything(opened)
    assert button_keys(opened, key(opened, "accept_twin"))
    open_question(push(opened, "bank_back"), TREES)
    push(open_tab(opened, "Checks"), "check_run")
    assert "Told at “how-do-decision-trees-work-now”: Question · twin" in everything(opened)
    assert not button_keys(opened, key(opened, "accept_twin"))
