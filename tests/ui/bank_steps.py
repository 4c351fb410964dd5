"""Steps of an author on the Bank page, for its tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from streamlit.testing.v1 import AppTest

from content import Pack, Question


def open_question(app: AppTest, row: int) -> AppTest:
    """Choose a row of the table; the question opens at the tab that was open, at first Edit."""
    app.session_state[list_key(app)] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    if "bank_tabs" not in app.session_state:
        app.session_state["bank_tabs"] = "Edit"
    return app.run()


def list_key(app: AppTest) -> str:
    """The key of the table of questions, as the last run drew it."""
    return "bank_list_" + str(app.dataframe[0].proto.id).split("bank_list_")[1]


def open_tab(app: AppTest, name: str) -> AppTest:
    """Open a tab of the question."""
    app.session_state["bank_tabs"] = name
    return app.run()


def key(app: AppTest, field: str, row: int | None = None) -> str:
    """The key of a field of the draft that is open."""
    name = f"draft_{app.session_state['bank_open']}_{field}"
    return name if row is None else f"{name}_{row}"


def type_line(app: AppTest, field: str, text: str, row: int | None = None) -> AppTest:
    """Type into a box of one line."""
    return app.text_input(key=key(app, field, row)).set_value(text).run()


def type_text(app: AppTest, field: str, text: str, row: int | None = None) -> AppTest:
    """Type into a box of several lines."""
    return app.text_area(key=key(app, field, row)).set_value(text).run()


def push(app: AppTest, button: str) -> AppTest:
    """Push a button by its key."""
    return app.button(key=button).click().run()


def write_bank(folder: Path, pack: Pack) -> Path:
    """Write a pack without its guide as files, with a comment in each file of questions."""
    (folder / "questions").mkdir(parents=True)
    header = {"id": pack.id, "title": pack.title, "version": pack.version}
    themes = [theme.id for theme in pack.themes]
    _write(folder / "pack.yaml", header | {"themes": themes})
    for theme in pack.themes:
        items = [_plain(question) for question in pack.questions if question.theme == theme.id]
        data = theme.model_dump(mode="json", exclude_defaults=True) | {"questions": items}
        _write(folder / "questions" / f"{theme.id}.yaml", data, "# Kept by hand.\n")
    return folder


def _plain(question: Question) -> dict[str, Any]:
    return question.model_dump(mode="json", exclude_defaults=True)


def _write(file: Path, data: dict[str, Any], comment: str = "") -> None:
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
    file.write_text(comment + text, encoding="utf-8")
