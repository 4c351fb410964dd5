"""Random valid questions, with texts that YAML could take for something else."""

from __future__ import annotations

from hypothesis import strategies as st

from content import Facet, KeyConcept, Kind, Misconception, Question

_TRICKY = [
    "# no comment",
    "a: b",
    "- dash",
    "null",
    "1e3",
    "yes",
    "'q'",
    '"q"',
    "{x}",
    "[x",
    "&a *b",
]
_TRICKY += [
    "!tag",
    "%d",
    "@at",
    "back\\slash",
    "é 😀",
    "2024-01-02",
    "a #b",
    "ends:",
    "| > ?",
]
_CHARACTERS = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff"
)

lines = st.one_of(
    st.sampled_from(_TRICKY),
    st.text(_CHARACTERS, min_size=1, max_size=30).map(str.strip).filter(bool),
)
_GAPS = st.sampled_from([" ", " ", " ", "  ", "\n", "\n\n", "\n  "])
_WORDS = st.one_of(st.sampled_from(["word", "a:", "#b", "-", "'"]), st.text("xyz", min_size=1))
_SLUGS = st.from_regex(r"\A[a-z0-9]{1,6}(-[a-z0-9]{1,4})?\Z")


@st.composite
def references(draw: st.DrawFn) -> str:
    words = draw(st.lists(_WORDS, min_size=40, max_size=50))
    gaps = draw(st.lists(_GAPS, min_size=len(words), max_size=len(words)))
    return "".join(word + gap for word, gap in zip(words, gaps, strict=True)).strip()


@st.composite
def questions(draw: st.DrawFn, ids: list[str], themes: list[str]) -> Question:
    """A valid question with one of these ids and themes; another id asks another question."""
    question_id = draw(st.sampled_from(ids))
    kind = draw(st.sampled_from([Kind.CONCEPTUAL, Kind.BEHAVIORAL]))
    facet = Facet.KNOWLEDGE if kind is Kind.CONCEPTUAL else Facet.ACTION
    labels = draw(st.lists(lines, min_size=3, max_size=5, unique=True))
    return Question(
        id=question_id,
        seed_id=draw(st.sampled_from([None, f"{question_id}-seed"])),
        theme=draw(st.sampled_from(themes)),
        kind=kind,
        difficulty=draw(st.sampled_from([1, 2, 3])),
        question=f"{question_id} {draw(lines)}",
        also_asked=tuple(draw(st.lists(lines, min_size=2, max_size=4))),
        reference=draw(references()),
        key_concepts=tuple(
            KeyConcept(
                label=label, claim=draw(lines), weight=2, core=label == labels[0], facet=facet
            )
            for label in labels
        ),
        misconceptions=(Misconception(claim=draw(lines), contradicts=labels[0]),),
        follow_ups=tuple(draw(st.lists(lines, min_size=1, max_size=2))),
        tags=tuple(draw(st.lists(_SLUGS, min_size=1, max_size=3))),
    )
