"""Question sets: ask for one, change it, take it away."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.shown import button_keys, everything
from ui.components.set_downloads import file_stem


def asked(page: AppTest) -> list[str]:
    """The ids of the questions of the set, in order."""
    return [key.removeprefix("set_swap_") for key in button_keys(page, "set_swap_")]


@pytest.fixture
def made(sets_page: AppTest) -> AppTest:
    return make(sets_page, "looking after models")


def make(page: AppTest, theme: str) -> AppTest:
    page.text_input(key="set_theme").set_value(theme)
    return page.button(key="set_make").click().run()


def test_first_render(sets_page: AppTest) -> None:
    assert not sets_page.exception
    assert sets_page.title[0].value == "Question sets"
    assert not asked(sets_page)
    assert not sets_page.get("download_button")


def test_a_set_is_made(made: AppTest) -> None:
    assert asked(made) == ["trees", "compare", "drift"]
    assert made.header[0].value == "3 questions, 15 minutes"
    assert "5 minutes · relevance 0.50 · Models · Conceptual · Starter" in everything(made)


def test_the_form_reaches_the_request(sets_page: AppTest) -> None:
    sets_page.number_input(key="set_count").set_value(2)
    sets_page.number_input(key="set_minutes").set_value(45)
    sets_page.number_input(key="set_seed").set_value(3)
    sets_page.pills(key="set_difficulties").set_value([2])
    sets_page.pills(key="set_kinds").set_value(["coding"])
    make(sets_page, " models ")
    request = sets_page.session_state["set_current"].request
    assert (request.theme, request.count, request.minutes, request.seed) == ("models", 2, 45, 3)
    assert request.difficulties == {2}
    assert request.kinds == {"coding"}
    assert sets_page.info[0].value == r"- Fewer \*minutes\* than asked\."


def test_an_empty_theme_is_told(sets_page: AppTest) -> None:
    make(sets_page, "  ")
    assert sets_page.error[0].value == r"the theme is empty\; \*write\* what to ask about"
    assert not make(sets_page, "models").error


def test_make_again_changes_the_set_and_keeps_the_pinned(made: AppTest) -> None:
    made.toggle(key="set_pin_drift").set_value(True).run()
    made.button(key="set_again").click().run()
    assert asked(made) == ["drift", "compare", "design"]
    assert made.toggle(key="set_pin_drift").value is True
    made.button(key="set_again").click().run()
    assert asked(made) == ["drift", "design", "hostile-question"]


def test_the_form_keeps_the_pinned_for_the_same_theme_only(made: AppTest) -> None:
    made.toggle(key="set_pin_drift").set_value(True).run()
    made.number_input(key="set_count").set_value(1)
    assert asked(make(made, "looking after models")) == ["drift"]
    assert asked(make(made, "something else")) == ["trees"]
    made.number_input(key="set_count").set_value(3)
    make(made, "something else")
    assert made.toggle(key="set_pin_drift").value is False


def test_swap_puts_another_question_in_the_same_place(made: AppTest) -> None:
    made.button(key="set_swap_compare").click().run()
    assert asked(made) == ["trees", "design", "drift"]


def test_a_pinned_question_cannot_be_swapped(made: AppTest) -> None:
    made.toggle(key="set_pin_trees").set_value(True).run()
    assert made.button(key="set_swap_trees").disabled
    assert not made.button(key="set_swap_drift").disabled


def test_a_swap_that_fails_is_told_and_the_set_stays(sets_page: AppTest) -> None:
    sets_page.number_input(key="set_count").set_value(5)
    made = make(sets_page, "models")
    before = asked(made)
    made.button(key="set_swap_trees").click().run()
    assert made.error[0].value == r"there is no other question to \*swap\* in"
    assert asked(made) == before


def test_only_the_interviewer_sees_answers(made: AppTest) -> None:
    candidate, interviewer = made.tabs
    seen = "\n".join(element.value for element in (*candidate.markdown, *candidate.text))
    assert r"How do decision trees work\?" in seen
    assert "Alpha holds" not in seen
    assert "reference" not in seen
    seen = "\n".join(element.value for element in (*interviewer.markdown, *interviewer.text))
    told = ("Alpha holds", "Weight 3 of 3", "Core", "A complete reference", "Never", "And then")
    for part in told:
        assert part in seen, part


def test_four_files_can_be_downloaded(made: AppTest) -> None:
    assert [button.key for button in made.get("download_button")] == [
        "download_candidate_md",
        "download_candidate_json",
        "download_interviewer_md",
        "download_interviewer_json",
    ]


@pytest.mark.parametrize(
    ("theme", "stem"),
    [
        ("Putting models to work, 45 min", "interview-putting-models-to-work-45-min-candidate"),
        ("../../etc/passwd", "interview-etc-passwd-candidate"),
        ("数据", "interview-candidate"),
        ("x" * 500, f"interview-{'x' * 48}-candidate"),
    ],
)
def test_file_names_are_safe(theme: str, stem: str) -> None:
    assert file_stem(theme, "candidate") == stem


def test_the_set_is_kept_while_on_another_page(made: AppTest) -> None:
    made.toggle(key="set_pin_drift").set_value(True).run()
    made.switch_page("ui/guide.py").run()
    made.switch_page("ui/question_sets.py").run()
    assert asked(made) == ["trees", "compare", "drift"]
    assert made.toggle(key="set_pin_drift").value is True
    assert made.text_input(key="set_theme").value == "looking after models"
