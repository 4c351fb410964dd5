"""The theme files of a pack while they are edited: texts in, changed texts out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from content.errors import InvalidPackError, Problem
from content.pack_files import PACK_FILE, theme_file, theme_files
from content.question import Question
from content.question_fields import DEFAULTS, item_digest, question_fields
from content.staged_files import FileChange
from content.yaml_edit import edited_yaml
from content.yaml_file import YamlFileError, parse_yaml, read_text
from content.yaml_items import item_source


@dataclass
class _File:
    """A file of the pack: its text as it was read, and its data as it is edited."""

    text: str
    data: dict[str, Any]

    def items(self) -> list[Any]:
        items = self.data.get("questions")
        return items if isinstance(items, list) else []


@dataclass
class PackDraft:
    """The texts of a pack's files and the edits made to them; nothing on disk is changed."""

    folder: Path
    _texts: dict[Path, str] = field(default_factory=dict)
    _files: dict[Path, _File] = field(default_factory=dict)
    _moved: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in theme_files(self.folder):
            self._read(path.relative_to(self.folder))

    def digest(self, question_id: str) -> str | None:
        """As `question_digest`, of the question with this id; None when there is none."""
        found = self._find(question_id)
        if found is None:
            return None
        return item_digest(self._open(found[0]).items()[found[1]])

    def put(self, question: Question) -> None:
        """Put a question in the place of the one with its id, or at the end of its theme."""
        file = theme_file(question.theme)
        found = self._find(question.id)
        if file not in self._texts:
            known = ", ".join(sorted(path.stem for path in self._texts))
            message = (
                f"the pack has no theme {question.theme!r}; add it first or use one of {known}"
            )
            raise InvalidPackError([self._problem(file, question.id, "theme", message)])
        fields = question_fields(question)
        if found and found[0] == file:
            self._open(file).items()[found[1]] = fields
            return
        if found:
            source = item_source(self._open(found[0]).text, "questions", question.id)
            self._moved[question.id] = source or ""
            del self._open(found[0]).items()[found[1]]
        data = self._open(file).data
        data["questions"] = [*self._open(file).items(), fields]

    def drop(self, question_id: str) -> None:
        """Take a question out. Raises InvalidPackError when there is none with this id."""
        found = self._find(question_id)
        if found is None:
            message = (
                "no question of the pack has this id; see questions/*.yaml for those there are"
            )
            raise InvalidPackError([self._problem(PACK_FILE, question_id, "id", message)])
        del self._open(found[0]).items()[found[1]]

    def changed(self) -> dict[Path, FileChange]:
        """The files that are to change; paths relative to the pack's folder."""
        texts = {
            file: FileChange(opened.text, self._edited(opened))
            for file, opened in self._files.items()
        }
        return {file: text for file, text in texts.items() if text.new != text.old}

    def _edited(self, file: _File) -> str:
        return edited_yaml(file.text, file.data, DEFAULTS, self._moved)

    def _find(self, question_id: str) -> tuple[Path, int] | None:
        """The file and the place in it of the question with this id."""
        for file in self._candidates(question_id):
            for at, item in enumerate(self._open(file).items()):
                if isinstance(item, dict) and item.get("id") == question_id:
                    return file, at
        return None

    def _candidates(self, question_id: str) -> Iterator[Path]:
        """Files that may hold the id: those opened, and those with its letters somewhere."""
        for file, text in self._texts.items():
            if file in self._files or question_id in text:
                yield file

    def _open(self, file: Path) -> _File:
        if file not in self._files:
            try:
                _, data = parse_yaml(self._texts[file])
            except YamlFileError as error:
                raise InvalidPackError([self._problem(file, "", "", str(error))]) from None
            if not isinstance(data, dict):
                message = "write fields and values, such as 'title: ...'"
                raise InvalidPackError([self._problem(file, "", "", message)])
            self._files[file] = _File(self._texts[file], data)
        return self._files[file]

    def _read(self, file: Path) -> None:
        try:
            self._texts[file] = read_text(self.folder / file)
        except YamlFileError as error:
            raise InvalidPackError([self._problem(file, "", "", str(error))]) from None

    def _problem(self, file: Path, item: str, place: str, message: str) -> Problem:
        return Problem(self.folder / file, item, place, message)
