"""A synthetic pack as large as asked, written as text: a YAML library would take minutes for it."""

from __future__ import annotations

from pathlib import Path

FILLER = "is what a good answer says of it and why it matters to those who run the thing day by day"


def write_big_pack(folder: Path, themes: int, each: int) -> Path:
    """A correct pack of `themes` files with `each` questions; no two texts are the same."""
    (folder / "questions").mkdir(parents=True)
    names = [f"theme-{number}" for number in range(themes)]
    header = f"id: big\ntitle: Big\nversion: 1.0.0\nthemes: [{', '.join(names)}]\n"
    (folder / "pack.yaml").write_text(header, encoding="utf-8")
    for name in names:
        theme_file(folder, name).write_text(theme_text(name, each), encoding="utf-8")
    return folder


def theme_file(folder: Path, theme: str) -> Path:
    """The file of a theme."""
    return folder / "questions" / f"{theme}.yaml"


def theme_text(theme: str, questions: int) -> str:
    """The YAML of a theme."""
    head = f"id: {theme}\ntitle: About {theme}\ndescription: What {theme} is.\nquestions:\n"
    return head + "".join(_question_text(theme, number) for number in range(questions))


def _question_text(theme: str, number: int) -> str:
    name = f"{theme}-q{number}"
    concepts = "".join(
        f"      - label: {label}\n        claim: The {label} of {name} {FILLER}.\n"
        f"        weight: 2\n        core: {'true' if label == 'alpha' else 'false'}\n"
        for label in ("alpha", "beta", "gamma", "delta")
    )
    return f"""\
  - id: {name}
    theme: {theme}
    kind: conceptual
    difficulty: {1 + number % 5}
    question: What is {name} and what is it for?
    also_asked:
      - Define {name} in your own words.
      - How would you explain {name} to a colleague?
    reference: >-
      First of all, {name} {FILLER}.
      Then, the alpha of {name} {FILLER}.
      Last, the beta of {name} {FILLER}.
    key_concepts:
{concepts}\
    misconceptions:
      - claim: There is no alpha of {name}.
        contradicts: alpha
    follow_ups:
      - When would you not use {name}?
    tags: [{theme}]
"""
