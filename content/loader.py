"""Loading a pack from its folder of YAML files; every problem is reported, not the first only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from content.errors import InvalidPackError, PackNotFoundError, Problem
from content.folder_lock import locked
from content.header import Header
from content.links import guide_problems, question_problems
from content.pack import Pack, Theme
from content.pack_files import GUIDE_FILE, PACK_FILE, THEMES_FOLDER, theme_file, theme_files
from content.parsed_files import ParsedFiles
from content.pending_files import pending_files
from content.question import Question, Record
from content.role_guide import RoleGuide
from content.validation_messages import validation_messages
from content.yaml_file import YamlFileError, read_yaml

_R = TypeVar("_R", bound=Record)


def load_pack(folder: Path, cache: Path | None = None) -> Pack:
    """The pack in a folder: pack.yaml, questions/<theme>.yaml and, if there is one, guide.yaml.

    `cache`: a folder for the parsed files of packs, which makes the next load of a large pack
    several times faster; it is made when there is none. Only files that are the same, byte for
    byte, are taken from it.

    Raises PackNotFoundError when the folder holds no pack.yaml, and InvalidPackError, listing file,
    item, field and remedy of every problem, when anything in it is wrong.
    """
    if not (folder / PACK_FILE).is_file():
        raise PackNotFoundError(f"{folder}: no pack.yaml here; give the folder of a question pack")
    with locked(folder, shared=True):
        return load_changed_pack(folder, pending_files(folder), cache)


def load_changed_pack(
    folder: Path, changed: Mapping[Path, Path], cache: Path | None = None
) -> Pack:
    """The pack as it is with other files read in the place of some; their paths are relative to it.

    Problems name the files of the folder. Raises InvalidPackError as `load_pack` does.
    """
    return _PackReader(folder, changed, cache).read()


class _PackReader:
    """Reads one folder and gathers problems on the way."""

    def __init__(self, folder: Path, changed: Mapping[Path, Path], cache: Path | None) -> None:
        self._folder = folder
        self._changed = changed
        self._cache = cache
        self._read_yaml: Callable[[Path], Any] = read_yaml
        self._problems: list[Problem] = []
        self._placed: list[tuple[Path, Question]] = []
        self._names: set[str] = set()

    def read(self) -> Pack:
        header = self._validate(Header, self._mapping(PACK_FILE), PACK_FILE, "")
        parsed = ParsedFiles(self._cache / header.id) if self._cache and header else None
        if parsed:
            self._read_yaml = parsed.read
        guide = None
        if (self._folder / GUIDE_FILE).exists():
            guide = self._validate(RoleGuide, self._mapping(GUIDE_FILE), GUIDE_FILE, "")
        themes = [self._theme(theme_id) for theme_id in self._theme_ids(header)]
        self._refuse_unlisted(header)
        self._check_links(guide)
        if self._problems or header is None:
            raise InvalidPackError(self._problems)
        questions = [question for _, question in self._placed]
        fields = {"themes": themes, "guide": guide, "questions": questions}
        data = {**header.model_dump(exclude={"themes"}), **fields}
        pack = self._validate(Pack, data, PACK_FILE, "")
        if pack is None:
            raise InvalidPackError(self._problems)
        if parsed:
            parsed.forget_unused()
        return pack

    def _theme_ids(self, header: Header | None) -> tuple[str, ...]:
        """The themes listed; those there are when the list is wrong, to tell their problems too."""
        if header:
            return header.themes
        return tuple(path.stem for path in theme_files(self._folder) if path.suffix == ".yaml")

    def _theme(self, theme_id: str) -> Theme | None:
        file = theme_file(theme_id)
        data = self._mapping(file)
        if data is None:
            return None
        items = data.pop("questions", None)
        theme = self._validate(Theme, data, file, "")
        if theme and theme.id != theme_id:
            self._add(file, "", "id", f"is {theme.id!r}; make it {theme_id!r} like the file's name")
        if not isinstance(items, list) or not items:
            self._add(file, "", "questions", "write a list of at least one question")
            return theme
        for number, item in enumerate(items, 1):
            name = self._item_name(item, number)
            self._names.add(name)
            question = self._validate(Question, item, file, name)
            if question is not None:
                self._placed.append((file, question))
        return theme

    def _check_links(self, guide: RoleGuide | None) -> None:
        """Check what could be read. A link to a question that is wrong itself is no broken link."""
        found = list(question_problems(self._placed))
        if guide and self._placed:
            found += guide_problems(guide, self._names)
        for problem in found:
            self._add(problem.file, problem.item, problem.field, problem.message)

    def _refuse_unlisted(self, header: Header | None) -> None:
        listed = {f"{theme}.yaml" for theme in header.themes} if header else set()
        for path in theme_files(self._folder) if header else []:
            if path.name not in listed:
                file = THEMES_FOLDER / path.name
                self._add(file, "", "", "not listed under themes in pack.yaml; list or remove it")

    def _mapping(self, file: Path) -> dict[str, Any] | None:
        """The content of a file; None, with the problem noted, when it is no mapping."""
        try:
            data = self._read_yaml(self._changed.get(file, self._folder / file))
        except YamlFileError as error:
            self._add(file, "", "", str(error))
            return None
        if not isinstance(data, dict):
            self._add(file, "", "", "write fields and values, such as 'title: ...'")
            return None
        return data

    def _validate(self, model: type[_R], data: Any, file: Path, item: str) -> _R | None:
        if data is None:
            return None  # _mapping has said why
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for place, message in validation_messages(error):
                self._add(file, item, place, message)
            return None

    @staticmethod
    def _item_name(item: Any, number: int) -> str:
        name = item.get("id") if isinstance(item, Mapping) else None
        return str(name) if name else f"question {number}"

    def _add(self, file: Path, item: str, place: str, message: str) -> None:
        self._problems.append(Problem(self._folder / file, item, place, message))
