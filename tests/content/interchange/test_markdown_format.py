"""The Markdown document: for people to read, and to edit by hand."""

from __future__ import annotations

from pathlib import Path

from content import Item, Question, check_items, read_items, write_questions
from tests.content.samples import WORDS_40, question_fields

DOCUMENT = f"""\
# My \\*own\\* title

## What is a model?

- **Id:** first-question
- **Theme:** basics
- **Kind:** conceptual
- **Difficulty:** 2
- **Tags:** models

### Also asked

- Define a model.
- What do you call a model?

### Reference

{WORDS_40}

### Key concepts

- **a** (core, weight 2): A model has a.
- **b** (weight 2): A model has b.
- **c** (weight 2): A model has c.

### Misconceptions

- Against **a**: A model is a table.

### Follow ups

- Name one.
"""


def _read(tmp_path: Path, text: str) -> list[Item]:
    path = tmp_path / "a.md"
    path.write_bytes(text.encode())
    return read_items(path)


def test_the_document_is_as_a_person_would_write_it(tmp_path: Path) -> None:
    question = Question.model_validate(question_fields())
    write_questions(tmp_path / "a.md", [question], "My *own*\ntitle")
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == DOCUMENT
    checked = check_items(_read(tmp_path, DOCUMENT.replace("\n", "\r\n")), None)
    assert checked.questions == (question,)
    assert checked.taken[0].item.place == "line 3"


def test_what_a_person_wrote_freely_is_understood_or_told(tmp_path: Path) -> None:
    (item,) = _read(
        tmp_path,
        "Hello.\n## Why *so*?\nSome remark.\n* **Difficulty:** hard\n- **Tags:**\n"
        "### Key concepts\n* **A label** (weight 3, action): A claim\n  that goes on.\n"
        "+ Only a claim.\n### Follow ups\nAnd then?\n### Notes\nMine.\n"
        "### Notes\nAgain.\n### Misconceptions\n- Something.\n",
    )
    assert item == Item(
        "line 2",
        {
            "question": "Why *so*?",
            "text": "Some remark.",
            "difficulty": "hard",
            "key_concepts": [
                {
                    "label": "A label",
                    "core": False,
                    "weight": 3,
                    "facet": "action",
                    "claim": "A claim that goes on.",
                },
                {"claim": "Only a claim."},
            ],
            "follow_ups": ["And then?"],
            "notes": "Mine.",
            "notes_(again)": "Again.",
            "misconceptions": [{"claim": "Something."}],
        },
    )
