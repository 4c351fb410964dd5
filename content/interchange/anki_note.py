"""A question as an Anki note: a side to be asked, a side to learn, and all of it to come back.

The last field holds the question as JSON. What somebody edits on the cards in Anki is still not
lost, see `fields_of_note`.
"""

from __future__ import annotations

import html
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from content.interchange.column_names import field_names
from content.interchange.html_text import text_of_html
from content.interchange.limits import MAX_FIELDS, refuse_too_many
from content.question import Question
from content.question_id import slug_of

NOTE_FIELDS = ("Question", "Answer", "Viva data")
NOTE_TYPE = "Viva question"

_DATA = "viva_data"
_EDITED = "answer (edited in Anki)"


def guid_of(question: Question) -> str:
    """The identity of a question in Anki, by which a second import updates instead of doubling.

    It is the same for a question's id always, whatever its text.
    """
    from genanki import guid_for  # type: ignore[import-untyped]  # only when something is written

    guid: str = guid_for("viva", question.id)
    return guid


def note_of(question: Question) -> list[str]:
    """The HTML of NOTE_FIELDS; everything that the question says is text in it."""
    return [_html(question.question), _answer(question), _data_of(question)]


def _data_of(question: Question) -> str:
    data = json.dumps(question.model_dump(mode="json"), ensure_ascii=False)
    if not unicodedata.is_normalized("NFC", data):  # as Anki would make it
        data = json.dumps(question.model_dump(mode="json"))
    return html.escape(data, quote=False).replace("[", "&#91;")


def _answer(question: Question) -> str:
    paragraphs = "".join(
        f"<p>{_html(text)}</p>" for text in question.reference.split("\n") if text.strip()
    )
    claims = (
        f"<b>{_html(concept.label)}</b>{' (core)' if concept.core else ''}: {_html(concept.claim)}"
        for concept in question.key_concepts
    )
    wrong = (_html(misconception.claim) for misconception in question.misconceptions)
    return f"{paragraphs}{_list('Key concepts', claims)}{_list('Misconceptions', wrong)}"


def _list(title: str, entries: Iterator[str]) -> str:
    return f"<h3>{title}</h3><ul>{''.join(f'<li>{entry}</li>' for entry in entries)}</ul>"


def _html(text: str) -> str:
    """The text in HTML, safe from [sound:...] and [latex] as well."""
    return html.escape(text).replace("[", "&#91;")


def fields_of_note(names: Sequence[str], values: Sequence[str], tags: str) -> dict[str, object]:
    """The fields of a note of any type, whose values are HTML. A note of Viva's own gives its
    question back, with the wording that it has now in Anki.

    Without a name that means a question the first field is it, and the second the answer. Raises
    UnreadableError for more than MAX_FIELDS fields.
    """
    refuse_too_many(max(len(names), len(values)), MAX_FIELDS, "fields in a note")
    known = field_names(names)
    if "question" not in known:
        known = field_names(["question", "reference", *names[2:]])
    note = dict(zip(known, values, strict=False))
    own = _own_data(note.get(_DATA, ""))
    return _own_fields(own, note) if own is not None else _foreign_fields(note, tags)


def _foreign_fields(note: Mapping[str, str], tags: str) -> dict[str, object]:
    fields: dict[str, object] = {}
    for name, value in note.items():
        text = text_of_html(value)
        if text:
            fields[name] = " ".join(text.split()) if name == "question" else text
    slugs = [slug for tag in tags.split() if (slug := slug_of(tag))]
    if slugs and "tags" not in fields:
        fields["tags"] = list(dict.fromkeys(slugs))
    return fields


def _own_data(value: str) -> dict[str, Any] | None:
    try:
        data = json.loads(html.unescape(value))
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _own_fields(data: dict[str, Any], note: Mapping[str, str]) -> dict[str, object]:
    """The data; with another question if that was edited, and a field that is refused, so that
    somebody looks at it, if the answer was.
    """
    try:
        question = Question.model_validate(data)
    except ValidationError:
        return data  # what is wrong with it will be told
    if not _same(note["question"], _html(question.question)):
        data["question"] = " ".join(text_of_html(note["question"]).split())
    answer = note.get("reference", "")
    if not _same(answer, _answer(question)):
        data[_EDITED] = text_of_html(answer)
    return data


def _same(typed: str, made: str) -> bool:
    return _bare(typed) == _bare(made)


def _bare(value: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text_of_html(value).split()))
