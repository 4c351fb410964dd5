"""The machine-learning-engineer pack as shipped: complete, linked, and in words of its own."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from content import Pack, RoleGuide, load_pack
from service import thin_themes
from tests.conftest import PACK

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "questions.json"
"""The interview guide that the pack covers; it stands beside the project, not in it."""

QUESTIONS_OF_THEME = {
    "technical": 10,
    "behavioral": 6,
    "machine-learning-concepts-and-theory": 4,
    "model-deployment-and-production": 3,
    "deep-learning-and-neural-networks": 2,
    "natural-language-processing-nlp": 2,
    "computer-vision": 2,
    "unsupervised-learning": 2,
    "reinforcement-learning": 2,
    "deployment-and-monitoring": 1,
    "model-explainability": 1,
    "automated-machine-learning-automl": 1,
    "model-evaluation-and-metrics": 3,
    "time-series-forecasting": 1,
    "model-selection": 1,
    "deployment-and-scaling": 1,
    "ethical-considerations": 1,
    "model-versioning-and-reproducibility": 1,
    "model-updates-and-maintenance": 1,
    "real-time-prediction": 1,
    "deployment-environment": 1,
    "machine-learning-system-design": 1,
    "model-monitoring": 1,
    "future-trends": 1,
}
"""The themes of the guide, in its order, and how many questions each has."""

COPIED_WORDS = 8
"""From this many words on a sentence that stands in the guide too is a copy."""


def test_the_pack_has_the_fifty_questions_of_the_guide_in_its_24_themes(
    pack: Pack, seeded: Pack
) -> None:
    assert len(QUESTIONS_OF_THEME) == 24
    assert len(seeded.questions) == sum(QUESTIONS_OF_THEME.values()) == 50
    assert Counter(question.theme for question in seeded.questions) == QUESTIONS_OF_THEME
    assert [theme.id for theme in pack.themes][:24] == list(QUESTIONS_OF_THEME)


@pytest.mark.parametrize(("name", "least"), [("ml-engineer", 300), ("data-scientist", 60)])
def test_a_pack_is_large_enough_to_draw_sets_from_each_theme(name: str, least: int) -> None:
    shipped = load_pack(PACK.with_name(name))
    assert len(shipped.questions) >= least
    accepted = {theme.id for theme in shipped.themes if theme.accepted}
    assert [finding for finding in thin_themes(shipped) if finding.item not in accepted] == []


def test_the_pack_covers_every_item_of_the_guide(seeded: Pack) -> None:
    wanted = {
        f"{theme}-{number}"
        for theme, count in QUESTIONS_OF_THEME.items()
        for number in range(1, count + 1)
    }
    assert len(wanted) == 50
    assert {question.seed_id for question in seeded.questions} == wanted
    for question in seeded.questions:
        assert question.seed_id is not None
        assert question.seed_id.rpartition("-")[0] == question.theme


def test_the_role_guide_has_its_six_parts(guide: RoleGuide) -> None:
    assert guide.role == "Machine Learning Engineer"
    assert guide.who
    assert len(guide.responsibilities) == 9
    assert len(guide.skills) == 9
    assert len(guide.tools) == 11
    assert len(guide.job_markets) == 3
    assert guide.salary_note
    assert len(guide.preparation) == 13


def test_the_salaries_are_those_of_the_guide(guide: RoleGuide) -> None:
    bands = {
        market.country: [(band.low, band.high, band.currency) for band in market.salaries]
        for market in guide.job_markets
    }
    assert bands == {
        "United States": [(100_000, 150_000, "USD")],
        "United Kingdom": [(40_000, 70_000, "GBP")],
        "India": [(600_000, 1_200_000, "INR"), (1_500_000, 3_000_000, "INR")],
    }


def test_the_guide_links_to_all_of_its_questions(seeded: Pack, guide: RoleGuide) -> None:
    linked = {link for family in guide.tools for link in family.questions}
    for item in (*guide.responsibilities, *guide.skills, *guide.preparation):
        linked.update(item.questions)
    assert {question.id for question in seeded.questions} - linked == set()


@pytest.mark.parametrize(
    "tool",
    [
        *("Python", "R", "Scikit-learn", "TensorFlow", "PyTorch", "Keras", "Pandas", "NumPy"),
        *("SciPy", "Matplotlib", "Seaborn", "Plotly", "Flask", "Django", "FastAPI", "Docker"),
        *("AWS", "Azure", "Google Cloud Platform", "Google Colab", "Git", "SQL", "Apache Spark"),
        *("TPOT", "Auto-Sklearn", "Google Cloud AutoML"),
    ],
)
def test_every_tool_of_the_guide_is_explained(guide: RoleGuide, tool: str) -> None:
    names = [entry.name.lower() for family in guide.tools for entry in family.tools]
    assert any(re.match(rf"{re.escape(tool.lower())}\b", name) for name in names)


def test_no_text_of_the_pack_stands_in_it_twice(pack: Pack) -> None:
    claims = Counter(c.claim for question in pack.questions for c in question.key_concepts)
    references = Counter(question.reference for question in pack.questions)
    assert [text for text, count in (claims + references).items() if count > 1] == []


@pytest.fixture(scope="module")
def seed() -> list[dict[str, str]]:
    if not SEED.is_file():
        pytest.skip("the seed guide is not beside the project")
    items: list[dict[str, str]] = json.loads(SEED.read_text(encoding="utf-8"))
    return items


def test_the_seed_ids_are_those_of_the_seed_file(seeded: Pack, seed: list[dict[str, str]]) -> None:
    assert {question.seed_id for question in seeded.questions} == {row["seed_id"] for row in seed}
    assert len(seed) == 50


def test_the_questions_are_worded_as_in_the_seed_file(
    pack: Pack, seed: list[dict[str, str]]
) -> None:
    for row in seed:
        question = pack.question_by_seed_id(row["seed_id"])
        assert question is not None
        assert _plain(question.question) == _plain(row["question"])


def test_the_themes_are_titled_as_in_the_seed_file(pack: Pack, seed: list[dict[str, str]]) -> None:
    for row in seed:
        question = pack.question_by_seed_id(row["seed_id"])
        theme = question and pack.theme(question.theme)
        assert theme
        assert _plain(theme.title) == _plain(row["category"])


def test_no_sentence_is_copied_from_the_seed_file(pack: Pack, seed: list[dict[str, str]]) -> None:
    said = " | ".join(" ".join(_words(row["reference"])) for row in seed)
    sentences = list(_sentences(pack))
    assert len(sentences) > 400
    copied = [sentence for sentence in sentences if f" {sentence} " in f" {said} "]
    assert copied == []


def _sentences(pack: Pack) -> Iterator[str]:
    """The sentences of references and claims that are long enough to be a copy, as plain words."""
    for question in pack.questions:
        claims = [concept.claim for concept in question.key_concepts]
        for text in (question.reference, *claims):
            for sentence in re.split(r"(?<=[.!?])\s+", text):
                words = _words(sentence)
                if len(words) >= COPIED_WORDS:
                    yield " ".join(words)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def _plain(text: str) -> str:
    """The text with one form of quotes and no doubled spaces."""
    return " ".join(re.sub("[“”]", '"', re.sub("[‘’]", "'", text)).split())
