"""A question set as a document, for people and for programs."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content import Pack, unescape_markdown
from interview import (
    Audience,
    QuestionSet,
    SetItem,
    SetMaker,
    SetRequest,
    expected_minutes,
    to_json,
    to_markdown,
)

AUDIENCES: tuple[Audience, ...] = get_args(Audience)
ASCII_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"


@pytest.fixture(scope="module")
def made(maker: SetMaker) -> QuestionSet:
    return maker.make(SetRequest("models in production, 60 questions", count=51))


def _titled(theme: str, pack: Pack) -> str:
    """The Markdown of a set of one question with this theme."""
    item = SetItem(pack.questions[0], 0.5, minutes=4)
    return to_markdown(QuestionSet(SetRequest(theme), (item,)), pack, "candidate")


def test_markdown_for_a_candidate_has_the_questions_in_order(made: QuestionSet, pack: Pack) -> None:
    text = to_markdown(made, pack, "candidate")
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    wanted = [f"## {n}. {i.question.question}" for n, i in enumerate(made.items, 1)]
    assert [unescape_markdown(heading) for heading in headings] == wanted
    assert text.startswith("# Interview: models in production, 60 questions\n")
    assert f"{pack.title} · 50 questions · {made.minutes} minutes" in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def _secrets(made: QuestionSet) -> set[str]:
    """Every text that would give an answer away."""
    return {
        secret
        for item in made.items
        for secret in (
            item.question.reference,
            *(concept.claim for concept in item.question.key_concepts),
            *(concept.label for concept in item.question.key_concepts if len(concept.label) > 40),
            *(wrong.claim for wrong in item.question.misconceptions),
            *item.question.follow_ups,
            *item.question.also_asked,
        )
    }


@pytest.mark.parametrize("export", [to_markdown, to_json])
def test_a_candidate_is_shown_no_answer(made: QuestionSet, pack: Pack, export: object) -> None:
    assert export in (to_markdown, to_json)
    text = unescape_markdown(to_markdown(made, pack, "candidate"))
    text += to_json(made, pack, "candidate")
    secrets = _secrets(made)
    assert len(secrets) > 500
    assert [secret for secret in secrets if secret in text] == []
    for word in ("Reference", "Listen for", "Beware", "difficulty", "weight", "claim"):
        assert word not in re.sub(r"^## .*$", "", text, flags=re.MULTILINE)


def test_an_interviewer_is_shown_all_that_helps_to_judge(made: QuestionSet, pack: Pack) -> None:
    text = unescape_markdown(to_markdown(made, pack, "interviewer"))
    for item in made.items:
        question = item.question
        assert question.reference in text
        assert f"difficulty {question.difficulty} of 5, {item.minutes} minutes" in text
        for concept in question.key_concepts:
            core = ", core" if concept.core else ""
            assert f"- [ ] {concept.claim} (weight {concept.weight}{core})" in text
        for line in (*(wrong.claim for wrong in question.misconceptions), *question.follow_ups):
            assert f"- {line}" in text


def test_what_an_author_wrote_stays_text_too(pack: Pack) -> None:
    evil = "[x](javascript:alert(1)) <b>bold</b>"
    concept = pack.questions[0].key_concepts[0].model_copy(update={"claim": evil})
    fields = {"question": evil, "follow_ups": (evil,), "key_concepts": (concept,)}
    question = pack.questions[0].model_copy(update=fields)
    made = QuestionSet(SetRequest("t"), (SetItem(question, 0.5, minutes=4),))
    text = to_markdown(made, pack.model_copy(update={"title": evil}), "interviewer")
    assert unescape_markdown(text).count(evil) == 4
    assert not re.search(r"(?<!\\)[<\[](?! \])", text)


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![](http://evil.example/pixel.png)",
    "**bold** _and_ `code` ~~struck~~",
    "$\\LaTeX$ $$x$$",
    "| a | b |\n|---|---|",
    "first\n# second heading",
    "first\r\n\r\n---\r\nrule",
    "first\u2028## second\x85> quote",
    "AT&amp;T &lt;b&gt; &#60;",
    "https://evil.example www.evil.example",
    ":red[colour] :material/delete:",
    "\\<b> \\\\[a](b)",
    "```\ncode",
    "[ref]: http://evil.example",
]


@pytest.mark.parametrize("theme", HOSTILE)
def test_a_theme_stays_text_on_its_one_line(pack: Pack, theme: str) -> None:
    lines = _titled(theme, pack).splitlines()
    assert lines[0].startswith("# Interview: ")
    assert lines[1:] == _titled("plain", pack).splitlines()[1:]
    bare = re.sub(r"\\[" + re.escape(ASCII_PUNCTUATION) + "]", "", lines[0].removeprefix("# "))
    for sign in "<>[]()*_`~$|&#!":
        assert sign not in bare
    assert "://" not in bare
    assert not re.search(r"www\.|:\w", bare)


@settings(max_examples=150, deadline=None)
@given(theme=st.text(max_size=40).filter(lambda text: text.strip()))
def test_what_was_typed_is_what_is_read(pack: Pack, theme: str) -> None:
    heading = _titled(theme, pack).split("\n")[0]
    read = re.sub(r"\\([" + re.escape(ASCII_PUNCTUATION) + "])", r"\1", heading)
    assert read == f"# Interview: {' '.join(theme.split())}".rstrip()


def test_a_plain_theme_is_left_as_it_is(pack: Pack) -> None:
    theme = "Senior engineer, 45 minutes; no maths. Déjà vu?"
    assert _titled(theme, pack).startswith(f"# Interview: {theme}\n")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_json_is_read_by_any_program(made: QuestionSet, pack: Pack, audience: Audience) -> None:
    text = to_json(made, pack, audience)
    document = json.loads(text)
    assert text.endswith("}\n")
    assert document["format_version"] == 1
    assert document["pack"] == {"id": pack.id, "version": pack.version}
    assert document["audience"] == audience
    assert document["theme"] == made.request.theme
    assert document["minutes"] == made.minutes
    assert document["notes"] == list(made.notes)
    assert document["notes"]
    assert [row["id"] for row in document["questions"]] == [i.question.id for i in made.items]
    assert [row["question"] for row in document["questions"]] == [
        item.question.question for item in made.items
    ]
    assert sum(row["minutes"] for row in document["questions"]) == document["minutes"]


def test_json_for_an_interviewer_holds_the_whole_question(made: QuestionSet, pack: Pack) -> None:
    rows = json.loads(to_json(made, pack, "interviewer"))["questions"]
    for row, item in zip(rows, made.items, strict=True):
        assert row.pop("minutes") == expected_minutes(item.question)
        assert type(item.question).model_validate(row) == item.question


def test_json_for_a_candidate_holds_the_question_only(made: QuestionSet, pack: Pack) -> None:
    for row in json.loads(to_json(made, pack, "candidate"))["questions"]:
        assert row.keys() == {"id", "question", "minutes"}


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("theme", [*HOSTILE, "déjà 日本 😀", '"quotes" \\ \0'])
def test_any_theme_survives_json(pack: Pack, theme: str, audience: Audience) -> None:
    made = QuestionSet(SetRequest(theme), ())
    assert json.loads(to_json(made, pack, audience))["theme"] == theme


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_empty_set_is_a_document_too(pack: Pack, audience: Audience) -> None:
    empty = QuestionSet(SetRequest("nothing"), (), notes=("Nothing fits.",))
    assert "0 questions · 0 minutes" in to_markdown(empty, pack, audience)
    assert json.loads(to_json(empty, pack, audience))["questions"] == []
