"""Random valid questions of the nastiest text that the schema lets pass."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from content import Facet, Kind, Question

FIT = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff")
NASTY = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''@x", "'quoted'", "＝1", "'", '"', '""', '"a","b"'),
    *("a;b", "a\\", "\\", "\\n", "a|b", "| - |", "# x", "## x", "### Reference", "- x", "* x"),
    *("1. x", "2) x", "===", "---", "- [ ] x", "**Id:** x", "**a** (core, weight 3): b", "***"),
    *("**", "_a_", "`x`", "```", "<b>x</b>", "<br>", "<!-- x -->", "<script>x</script>", "&amp;"),
    *("&#32;", "&lt;", "&", "[a](b)", "[sound:x.mp3]", "[latex]", "\\(x\\)", "{{c1::x}}", "{{x}}"),
    *("$x$", "https://x.y", "www.x.y", "a@b.c", "_x0041_", "_x005F_x0041_", "_x000D_", "_xD800_"),
    *("sep=;", "#separator:tab", "TRUE", "1", "12", "null", "#N/A", "None", "e\u0301", "é", "日本"),
    *("# no comment", "a: b", "- dash", "1e3", "yes", "{x}", "[x", "&a *b", "!tag", "%d", "@at"),
    *("back\\slash", "2024-01-02", "a #b", "ends:", "| > ?", "0x1f", "1:30", "~", "? x", ">-"),
    *("😀", "👩‍👩‍👧", "\u200b", "\ufeff", "\xa0", "a  b", "a, b", "Against **x**: y", "\u202eabc"),
]
PIECE = st.one_of(st.sampled_from(NASTY), st.text(FIT, max_size=12))


@st.composite
def lines(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(["", " "])).join(draw(st.lists(PIECE, min_size=1, max_size=4)))
    return text.strip() or "x"


@st.composite
def prose(draw: st.DrawFn) -> str:
    """Five runs of words with nasty text and breaks between them: 40 to 120 words."""
    parts = []
    for _ in range(5):
        parts.append(draw(PIECE))
        parts.append("word " * 8)
    breaks = st.sampled_from(["", " ", "\n", "\n\n", "\n    ", "  \n", "\n \n", "\n\n\n"])
    return "".join(part + draw(breaks) for part in parts).strip()


@st.composite
def question_fields(draw: st.DrawFn, ids: Sequence[str], themes: Sequence[str]) -> dict[str, Any]:
    """The fields of a valid question; one with another id asks another question."""
    question_id = draw(st.sampled_from(ids))
    kind = draw(st.sampled_from(Kind))
    told = [facet for facet in Facet if facet is not Facet.KNOWLEDGE]
    facets = st.sampled_from(told) if kind is Kind.BEHAVIORAL else st.just(Facet.KNOWLEDGE)
    labels = draw(st.lists(lines(), min_size=3, max_size=7, unique=True))
    concepts = [
        {
            "label": label,
            "claim": draw(lines()),
            "weight": draw(st.integers(1, 3)),
            "core": index == 0 or draw(st.booleans()),
            "facet": draw(facets),
        }
        for index, label in enumerate(labels)
    ]
    wrong: st.SearchStrategy[dict[str, str]] = st.builds(
        dict, claim=lines(), contradicts=st.sampled_from(labels)
    )
    checks = st.sampled_from(["twins", "thin-theme"])
    accepted: st.SearchStrategy[dict[str, str]] = st.builds(dict, check=checks, reason=lines())
    return {
        "id": question_id,
        "seed_id": draw(st.sampled_from([None, f"{question_id}-seed"])),
        "theme": draw(st.sampled_from(themes)),
        "kind": kind,
        "difficulty": draw(st.integers(1, 5)),
        "question": f"{draw(lines())} {question_id}",
        "also_asked": draw(st.lists(lines(), min_size=2, max_size=4)),
        "reference": draw(prose()),
        "key_concepts": concepts,
        "misconceptions": draw(st.lists(wrong, min_size=1, max_size=4)),
        "follow_ups": draw(st.lists(lines(), min_size=1, max_size=4)),
        "tags": draw(st.lists(st.sampled_from(["a", "b-c", "1", "true"]), min_size=1, max_size=8)),
        "accepted": draw(st.lists(accepted, max_size=2)),
    }


def questions(ids: Sequence[str], themes: Sequence[str]) -> st.SearchStrategy[Question]:
    """A valid question with one of these ids and themes."""
    return question_fields(ids, themes).map(Question.model_validate)


def question_lists() -> st.SearchStrategy[list[Question]]:
    """One to three questions that a pack may hold together."""
    ids = [f"question-{number}" for number in range(3)]
    one = questions(ids, ["basics", "a-theme"])
    return st.lists(one, min_size=1, max_size=3, unique_by=lambda question: question.id)
