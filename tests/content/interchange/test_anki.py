"""Anki's packages and plain text: for learning, for coming back, and from other people's decks."""

from __future__ import annotations

import html
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import genanki  # type: ignore[import-untyped]
import pytest

from content import Question, check_items, read_items, write_questions
from tests.content.samples import WORDS_40, question_fields

QUESTION = Question.model_validate(
    question_fields(question="Is [a] <b> & c?", reference=f"First [sound:x].\n{WORDS_40}")
)


def _rows(package: Path, query: str) -> list[Any]:
    with zipfile.ZipFile(package) as zipped:
        zipped.extract("collection.anki2", package.parent)
    connection = sqlite3.connect(package.parent / "collection.anki2")
    rows = connection.execute(query).fetchall()
    connection.close()
    return rows


def _edited(package: Path, old: str, new: str) -> Path:
    """The package with a text in its notes changed, as if in Anki."""
    with zipfile.ZipFile(package) as zipped:
        zipped.extract("collection.anki2", package.parent)
    database = package.parent / "collection.anki2"
    connection = sqlite3.connect(database)
    connection.execute("UPDATE notes SET flds = replace(flds, ?, ?)", (old, new))
    connection.commit()
    connection.close()
    path = package.with_name("edited.apkg")
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.write(database, "collection.anki21")
        zipped.writestr("collection.anki2", b"not looked at")
    return path


def test_a_card_asks_and_shows_what_a_good_answer_has(tmp_path: Path) -> None:
    path = tmp_path / "a.apkg"
    write_questions(path, [QUESTION], "My deck")
    ((fields, tags),) = _rows(path, "SELECT flds, tags FROM notes")
    question, answer, _ = fields.split("\x1f")
    assert question == "Is &#91;a] &lt;b&gt; &amp; c?"
    assert answer.startswith("<p>First &#91;sound:x].</p><p>word word")
    assert "<h3>Key concepts</h3><ul><li><b>a</b> (core): A model has a.</li>" in answer
    assert answer.endswith("<h3>Misconceptions</h3><ul><li>A model is a table.</li></ul>")
    assert tags.split() == ["models"]
    assert _rows(path, "SELECT count(*) FROM cards") == [(1,)]
    ((decks,),) = _rows(path, "SELECT decks FROM col")
    assert "My deck" in decks


def test_a_second_import_into_anki_updates_instead_of_doubling(tmp_path: Path) -> None:
    identity = "SELECT n.guid, n.mid, c.did FROM notes n JOIN cards c ON c.nid = n.id"
    write_questions(tmp_path / "a.apkg", [QUESTION], "My deck")
    changed = QUESTION.model_copy(update={"question": "Another wording?"})
    write_questions(tmp_path / "b.apkg", [changed], "My deck")
    write_questions(tmp_path / "b.txt", [changed], "My deck")
    (first,) = _rows(tmp_path / "a.apkg", identity)
    assert _rows(tmp_path / "b.apkg", identity) == [first]
    assert f'\n"{first[0]}"\t' in (tmp_path / "b.txt").read_text(encoding="utf-8")
    other = QUESTION.model_copy(update={"id": "another-id"})
    write_questions(tmp_path / "c.apkg", [other], "Another deck")
    ((guid, model, deck),) = _rows(tmp_path / "c.apkg", identity)
    assert (guid != first[0], model == first[1], deck != first[2]) == (True, True, True)


def test_an_edit_on_the_card_is_taken_or_told_but_never_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.apkg"
    write_questions(path, [QUESTION], "My deck")
    edited = _edited(path, html.escape("Is &#91;a] <b>").replace("&amp;#91;", "&#91;"), "Was")
    (question,) = check_items(read_items(edited), None).questions
    assert question == QUESTION.model_copy(update={"question": "Was & c?"})
    edited = _edited(path, "<p>First", "<p>My words. First")
    (left,) = check_items(read_items(edited), None).left
    ((field, message),) = left.problems
    assert field == "answer (edited in Anki)"
    assert "My words. First" in message


def test_plain_text_has_the_headers_that_anki_reads(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_questions(path, [QUESTION], "My\tdeck")
    lines = path.read_text(encoding="utf-8").split("\n")
    assert lines[:7] == [
        "#separator:tab",
        "#html:true",
        "#notetype:Viva question",
        "#deck:My deck",
        "#columns:GUID\tQuestion\tAnswer\tViva data\tTags",
        "#guid column:1",
        "#tags column:5",
    ]
    assert len(lines) == 9


FOREIGN = (
    "<style>b{}</style><div>Two&nbsp;words <b>&lt;b&gt;</b></div>3 &lt; 4<br>next"
    "<ul><li>one</li><li>two</li></ul><script>alert(1)</script><!-- no -->"
)
READ = "Two words <b>\n3 < 4\nnext\none\ntwo"


@pytest.mark.parametrize("names", [("Front", "Back", "Source"), ("Vorn", "Hinten", "Source")])
def test_a_foreign_deck_is_read_as_plain_text(tmp_path: Path, names: tuple[str, ...]) -> None:
    model = genanki.Model(
        1_234_567_890,
        "Theirs",
        fields=[{"name": name} for name in names],
        templates=[{"name": "Card", "qfmt": f"{{{{{names[0]}}}}}", "afmt": "x"}],
    )
    deck = genanki.Deck(1_234_567_891, "Theirs")
    values = ["What <i>is</i><br>it?", FOREIGN, ""]
    deck.add_note(genanki.Note(model=model, fields=values, tags=["Machine_Learning::Trees"]))
    path = tmp_path / "a.apkg"
    genanki.Package(deck).write_to_file(path)
    (item,) = read_items(path)
    assert item.place == "note 1"
    assert item.fields == {
        "question": "What is it?",
        "reference": READ,
        "tags": ["machine-learning-trees"],
    }
    (left,) = check_items([item], "basics").left
    assert {field for field, _ in left.problems} == {
        *("kind", "difficulty", "also_asked", "reference", "key_concepts"),
        *("misconceptions", "follow_ups"),
    }


def test_plain_text_as_anki_itself_exports_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n"
        "#tags column:6\n"
        f'x#y\tBasic\tDefault\tWhat?\t"{FOREIGN}"\tone two\n'
        'z\tBasic\tDefault\t"a ""b""\nc"\td\t\n',
        encoding="utf-8",
    )
    first, second = read_items(path)
    assert first.fields == {"question": "What?", "reference": READ, "tags": ["one", "two"]}
    assert second.fields == {"question": 'a "b" c', "reference": "d"}


def test_plain_text_without_html_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("#separator:Semicolon\n#columns:Back;Front\n1 <b> 2;x?\n", encoding="utf-8")
    (item,) = read_items(path)
    assert item.fields == {"question": "x?", "reference": "1 <b> 2"}
