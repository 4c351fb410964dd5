"""A small correct pack, as plain data to spoil in one place and write to a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

WORDS_40 = " ".join(["word"] * 40)


def question_fields(**changes: Any) -> dict[str, Any]:
    """A correct question with the changes given; `key_concepts` has the labels a, b and c."""
    fields: dict[str, Any] = {
        "id": "first-question",
        "theme": "basics",
        "kind": "conceptual",
        "difficulty": 2,
        "question": "What is a model?",
        "also_asked": ["Define a model.", "What do you call a model?"],
        "reference": WORDS_40,
        "key_concepts": [concept_fields(label) for label in "abc"],
        "misconceptions": [{"claim": "A model is a table.", "contradicts": "a"}],
        "follow_ups": ["Name one."],
        "tags": ["models"],
    }
    return fields | changes


def concept_fields(label: str, **changes: Any) -> dict[str, Any]:
    fields = {"label": label, "claim": f"A model has {label}.", "weight": 2, "core": label == "a"}
    return fields | changes


def guide_fields(**changes: Any) -> dict[str, Any]:
    def item(item_id: str) -> dict[str, Any]:
        return {"id": item_id, "title": item_id, "text": "Text.", "questions": ["first-question"]}

    fields: dict[str, Any] = {
        "role": "Engineer",
        "who": "One who builds.",
        "responsibilities": [item("building")],
        "skills": [item("python")],
        "tools": [
            {"id": "libraries", "title": "Libraries", "tools": [{"name": "NumPy", "text": "Sums."}]}
        ],
        "job_markets": [
            {
                "id": "india",
                "country": "India",
                "potential": "High.",
                "salaries": [{"level": "Entry", "low": 1, "high": 2, "currency": "INR"}],
            }
        ],
        "salary_note": "Approximate.",
        "preparation": [item("practice")],
    }
    return fields | changes


def theme_fields(theme_id: str, questions: Any, **changes: Any) -> dict[str, Any]:
    fields = {"id": theme_id, "title": theme_id, "description": "About it.", "questions": questions}
    return fields | changes


def header_fields(**changes: Any) -> dict[str, Any]:
    fields = {"id": "sample", "title": "Sample", "version": "1.0.0", "themes": ["basics"]}
    return fields | changes


def write_pack(folder: Path, **files: Any) -> Path:
    """Write a pack; `files` overrides the data of pack, guide or a theme (None: no such file)."""
    data: dict[str, Any] = {
        "pack": header_fields(),
        "guide": guide_fields(),
        "basics": theme_fields("basics", [question_fields()]),
    } | files
    (folder / "questions").mkdir(parents=True, exist_ok=True)
    for name, content in data.items():
        if content is not None:
            text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True)
            file_of(folder, name).write_text(text, encoding="utf-8")
    return folder


def file_of(folder: Path, name: str) -> Path:
    """The file of the pack, the guide or a theme."""
    parts = [f"{name}.yaml"] if name in {"pack", "guide"} else ["questions", f"{name}.yaml"]
    return folder.joinpath(*parts)
