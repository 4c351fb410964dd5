"""An author's way through the app: the code, a question, an edit, its saving, and its use."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, Position, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from content import load_pack
from service import Settings
from tests.conftest import PACK
from tests.e2e.conftest import served

pytestmark = [pytest.mark.e2e, pytest.mark.model]

CODE = "a code of authors"
HUMAN_MS = 100
FIRST_ROW: Position = {"x": 15, "y": 55}
"""Pixels from the corner of the table to the box of its first row, below the header."""

TRIES = 5
TRY_MS = 5_000
SETTLE_MS = 1_000
"""Time enough for a busy server to begin a run."""


ASKED = "How would a zeppelin trade bias for variance?"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A copy of the shipped pack."""
    return Path(shutil.copytree(PACK, tmp_path / "bank"))


@pytest.fixture
def author_url(bank: Path, tmp_path: Path, settings: Settings) -> Iterator[str]:
    """The address of an app over the copy, with an index of its own and an author's code."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "models").symlink_to(settings.data.resolve() / "models")
    shutil.copytree(settings.data / "index", data / "index")
    with served(tmp_path, VIVA_PACK=str(bank), VIVA_DATA=str(data), VIVA_AUTHOR_CODE=CODE) as url:
        yield url


def open_first_row(page: Page) -> None:
    """Click the table's first row as a person does: again, if the table was still being drawn."""
    opened = page.get_by_role("tab", name="Edit")
    table = page.get_by_test_id("stDataFrame").first
    for _ in range(TRIES):
        if table.is_visible():
            table.click(position=FIRST_ROW, delay=HUMAN_MS)
        with suppress(PlaywrightTimeout):
            opened.wait_for(timeout=TRY_MS)
            return
    expect(opened).to_be_visible()


def wait_for_run(page: Page) -> None:
    """Wait until the page's script has run, as a person does who goes on typing elsewhere.

    Streamlit forgets what was typed if a link is followed while two runs are still to come.
    """
    page.wait_for_timeout(SETTLE_MS)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def test_an_author_edits_a_question_and_everybody_can_find_it(
    page: Page, author_url: str, bank: Path
) -> None:
    page.goto(f"{author_url}/bank")
    page.get_by_label("Author's code").fill(CODE)
    page.get_by_role("button", name="Open").click(delay=HUMAN_MS)
    page.get_by_label("Words in any text").fill("bias-variance-tradeoff")
    expect(page.get_by_text("1 of ", exact=False)).to_be_visible()
    open_first_row(page)
    page.get_by_role("tab", name="Edit").click(delay=HUMAN_MS)
    page.get_by_label("Question", exact=True).fill(ASKED)
    expect(page.get_by_text("Not saved yet.")).to_be_visible()
    page.get_by_label("Label 1", exact=True).fill("Renamed")
    page.keyboard.press("Tab")
    wait_for_run(page)
    page.get_by_label("Claim 1", exact=True).fill("Typed just before the click.")
    page.get_by_role("link", name="Search").click(delay=SETTLE_MS)  # gone from the field at once
    expect(page.get_by_text("not saved yet", exact=False)).to_be_visible()
    page.get_by_role("link", name="Bank").click(delay=HUMAN_MS)
    page.get_by_role("tab", name="Edit").click(delay=HUMAN_MS)
    expect(page.get_by_label("Claim 1", exact=True)).to_have_value("Typed just before the click.")
    page.get_by_role("button", name="Save").click(delay=HUMAN_MS)
    expect(page.get_by_text("Saved in bank/questions/technical.yaml.")).to_be_visible()

    saved = load_pack(bank).question("bias-variance-tradeoff")
    assert saved
    assert saved.question == ASKED
    assert saved.key_concepts[0].claim == "Typed just before the click."
    assert "Renamed" in {wrong.contradicts for wrong in saved.misconceptions}
    page.get_by_role("link", name="Search").click(delay=HUMAN_MS)
    box = page.get_by_label("What do you want to be asked about?")
    box.fill("zeppelin")
    box.press("Enter")
    expect(page.get_by_role("heading", name=ASKED)).to_be_visible()
