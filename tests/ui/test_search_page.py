"""Search: a query, its filters, and what is found."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from index import Hit, SearchError
from tests.ui.fake_pack import fake_pack
from tests.ui.fake_service import FakeService
from tests.ui.shown import button_keys, everything, html_sent, question_shown
from ui.components.suggestions import suggested_queries


def ask(page: AppTest, query: str) -> AppTest:
    return page.text_input(key="search_query").set_value(query).run()


def test_an_empty_query_gives_suggestions_that_search(search_page: AppTest) -> None:
    assert not search_page.exception
    keys = button_keys(search_page, "suggestion_")
    assert keys
    search_page.button(key=keys[0]).click().run()
    assert search_page.text_input(key="search_query").value
    assert button_keys(search_page, "practise_")


def test_suggestions_are_questions_from_several_themes() -> None:
    pack = fake_pack()
    assert suggested_queries(pack, 2) == ["Why trees ?", "Why drift ?"]
    assert len(suggested_queries(pack, 6)) == len(pack.themes)


def test_results_say_what_they_are_and_why(search_page: AppTest) -> None:
    ask(search_page, "notice drift")
    assert button_keys(search_page, "practise_") == ["practise_drift"]
    said = everything(search_page)
    assert "How do you notice drift?" in said
    assert "Running · Troubleshooting · Working engineer" in said
    assert "Closest text: another way to ask it" in said
    [html] = [text for text in html_sent(search_page) if "Put shortly" in text]
    assert ">notice</mark>" in html
    assert search_page.progress[0].text == "Closeness: 50 of 100"


@pytest.mark.parametrize(("score", "percent"), [(-0.4, 0), (1.7, 100), (0.624, 62)])
def test_closeness_keeps_within_its_bar(
    search_page: AppTest, service: FakeService, score: float, percent: int
) -> None:
    service.search = lambda *_, **__: [Hit("drift", score, "claim", "x")]  # type: ignore[method-assign]
    ask(search_page, "drift")
    assert search_page.progress[0].value == percent


def test_filters_are_applied(search_page: AppTest) -> None:
    ask(search_page, "how do")
    assert len(button_keys(search_page, "practise_")) == 4
    search_page.multiselect(key="search_difficulties").set_value([1]).run()
    assert button_keys(search_page, "practise_") == ["practise_trees"]


def test_no_result_says_what_to_do(search_page: AppTest) -> None:
    ask(search_page, "notice drift")
    search_page.multiselect(key="search_kinds").set_value(["behavioral"]).run()
    assert "Lift one of them" in search_page.info[0].value
    search_page.button(key="search_clear").click().run()
    assert button_keys(search_page, "practise_")


def test_what_the_bank_has_nothing_about_is_said_and_shown_only_if_wanted(
    search_page: AppTest,
) -> None:
    ask(search_page, "pizza notice")
    assert "Nothing in the bank is about this" in search_page.info[0].value
    assert not button_keys(search_page, "practise_")
    search_page.button(key="search_anyway").click().run()
    assert "practise_drift" in button_keys(search_page, "practise_")
    ask(search_page, "pizza trees")
    assert "Nothing in the bank is about this" in search_page.info[0].value


def test_words_that_were_read_as_others_are_told(search_page: AppTest) -> None:
    ask(search_page, "notice dirft")
    assert "Read “dirft” as “drift”." in [caption.value for caption in search_page.caption]


def test_practise_this_opens_the_question(search_page: AppTest) -> None:
    ask(search_page, "notice drift")
    search_page.button(key="practise_drift").click().run()
    assert search_page.title[0].value == "Practice"
    assert question_shown(search_page) == "How do you notice drift?"
    assert search_page.query_params["question"] == "drift"


def test_matches_in_the_guide_stand_below(search_page: AppTest) -> None:
    ask(search_page, "puts models online and drift")
    assert "In the role guide" in [head.value for head in search_page.header]
    assert "Puts models online." in everything(search_page)
    search_page.button(key="search_guide_serving_drift").click().run()
    assert question_shown(search_page) == "How do you notice drift?"


def test_the_query_is_kept_while_on_another_page(search_page: AppTest) -> None:
    ask(search_page, "notice drift")
    search_page.switch_page("ui/practice.py").run()
    search_page.switch_page("ui/search.py").run()
    assert search_page.text_input(key="search_query").value == "notice drift"


def test_an_error_is_told(search_page: AppTest, service: FakeService) -> None:
    def broken(*_: object, **__: object) -> list[Hit]:
        raise SearchError("the *index* is gone")

    service.search = broken  # type: ignore[method-assign]
    ask(search_page, "drift")
    assert search_page.error[0].value == r"the \*index\* is gone"
