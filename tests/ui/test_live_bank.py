"""The pages while the bank is edited: what is new shows, what vanished is said, nothing crashes."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from content import Pack
from service import Service, Settings, UnknownQuestionError, open_service
from tests.conftest import FakeEncoder
from tests.content.samples import file_of, question_fields, theme_fields, write_pack
from tests.ui.conftest import APP
from tests.ui.fake_pack import fake_pack
from tests.ui.fake_service import FakeService
from tests.ui.shown import button_keys, everything, question_shown

PAGES = ("ui/practice.py", "ui/search.py", "ui/question_sets.py", "ui/guide.py")
FULL = "It does alpha and then it does beta."
ZEBRAS = "Why do zebras matter?"


def without(*question_ids: str) -> Pack:
    """The tiny pack without these questions, and without the themes that they leave empty."""
    pack = fake_pack()
    kept = tuple(q for q in pack.questions if q.id not in question_ids)
    used = {q.theme for q in kept}
    themes = tuple(theme for theme in pack.themes if theme.id in used)
    return Pack(**dict(pack) | {"questions": kept, "themes": themes})


def reworded(question_id: str, asked: str) -> Pack:
    """The tiny pack with a question in other words."""
    pack = fake_pack()
    questions = tuple(
        q.model_copy(update={"question": asked}) if q.id == question_id else q
        for q in pack.questions
    )
    return Pack(**dict(pack) | {"questions": questions})


def score(app: AppTest, question_id: str = "trees") -> AppTest:
    app.text_area(key=f"practice_answer_{question_id}").set_value(FULL)
    return app.button(key="practice_score").click().run()


def toasts(app: AppTest) -> list[str]:
    return [toast.value for toast in app.toast]


def test_each_new_notice_is_told_once(app: AppTest, service: FakeService) -> None:
    for notice in ("One.", "Two.", None, "Two."):
        service.notice = notice
        app.run()
        assert toasts(app) == ([notice.replace(".", r"\.")] if notice else [])
        assert not toasts(app.run())
    assert not toasts(app.switch_page("ui/guide.py").run())


def test_a_question_that_vanished_is_said(app: AppTest, service: FakeService) -> None:
    score(app)
    service.pack = without("trees")
    app.run()
    assert not app.exception
    assert "No question has the id “trees”" in app.warning[0].value
    assert not app.metric
    app.selectbox(key="practice_pick").set_value("drift").run()
    assert question_shown(app) == "How do you notice drift?"


def test_a_question_that_vanishes_while_the_page_is_made(
    app: AppTest, service: FakeService
) -> None:
    def gone(*_: object) -> list[object]:
        raise UnknownQuestionError("no question has the id trees")

    service.related = gone  # type: ignore[assignment]
    service.evaluate = gone  # type: ignore[assignment]
    score(app)
    assert not app.exception
    assert "no question has the id trees" in app.error[0].value
    assert not button_keys(app, "related_")


def test_another_wording_forgets_the_score_and_keeps_the_answer(
    app: AppTest, service: FakeService
) -> None:
    assert score(app).metric
    service.pack = reworded("trees", "How does a tree decide?")
    app.run()
    assert question_shown(app) == "How does a tree decide?"
    assert not app.metric
    assert app.text_area(key="practice_answer_trees").value == FULL
    assert score(app).metric


def test_a_change_elsewhere_leaves_the_score(app: AppTest, service: FakeService) -> None:
    score(app)
    service.pack = reworded("drift", "What is drift?")
    assert app.run().metric[0].value == "60"


@pytest.mark.parametrize("page", PAGES)
def test_filters_and_sets_of_what_is_gone_do_not_crash(
    app: AppTest, service: FakeService, page: str
) -> None:
    app.multiselect(key="practice_themes").set_value(["running"]).run()
    app.switch_page("ui/search.py").run()
    app.multiselect(key="search_themes").set_value(["running"]).run()
    app.text_input(key="search_query").set_value("drift").run()
    app.switch_page("ui/question_sets.py").run()
    app.text_input(key="set_theme").set_value("models")
    app.button(key="set_make").click().run()
    app.switch_page(page).run()
    service.pack = without("drift", "design")
    for _ in range(2):
        app.run()
        assert not app.exception
        assert not app.error


def test_the_page_follows_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.live_bank.CHECK_SECONDS", 0.0)
    monkeypatch.setattr("service.pack_folder.QUIET_NS", 0)
    folder = write_pack(tmp_path / "pack")
    real: Service = open_service(Settings(pack=folder, data=tmp_path / "data"), FakeEncoder())
    monkeypatch.setattr("ui.state.get_service", lambda: real)
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    second = question_fields(id="second", question=ZEBRAS)
    write_pack(folder, basics=theme_fields("basics", [question_fields(), second]))
    assert button_keys(app.run(), "related_") == ["related_same-idea_second"]
    app.button(key="related_same-idea_second").click().run()
    assert question_shown(app) == ZEBRAS

    file_of(folder, "basics").write_text("id: [")
    app.run()
    assert "cannot be used as it is now" in toasts(app)[0]
    assert question_shown(app) == ZEBRAS

    write_pack(folder)
    app.run()
    assert not app.exception
    assert not toasts(app)
    assert "No question has the id “second”" in everything(app)
