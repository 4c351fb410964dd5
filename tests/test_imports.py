"""The direction of imports in DESIGN.md, enforced by walking every import."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("content", "index", "evaluator", "interview", "service", "ui")
"""From the lowest to the highest; a room imports only from those before it."""

ONLY_IN = {
    "streamlit": {"app", "ui"},
    "fastapi": {"service"},
    "sqlalchemy": {"interview"},
    "ray": {"scripts", "service"},
    "torch": {"index", "scripts"},
}


def _files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{file}: relative import"
            yield node.module


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_rooms_below_it(room: str) -> None:
    allowed = set(ROOMS[: ROOMS.index(room) + 1])
    files = _files(room)
    assert files
    for file in files:
        for module in _imports(file):
            top = module.split(".")[0]
            assert top not in ROOMS or top in allowed, f"{file} imports {module}"
            assert top not in {"scripts", "tests", "app"}, f"{file} imports {module}"


@pytest.mark.parametrize("room", ROOMS)
def test_other_rooms_are_used_through_their_public_api_only(room: str) -> None:
    for file in _files(room):
        for module in _imports(file):
            top, *rest = module.split(".")
            assert top not in ROOMS or top == room or not rest, f"{file} imports {module}"


@pytest.mark.parametrize(("library", "rooms"), ONLY_IN.items())
def test_a_library_is_imported_only_in_its_rooms(library: str, rooms: set[str]) -> None:
    for room in (*ROOMS, "scripts"):
        for file in _files(room):
            tops = {module.split(".")[0] for module in _imports(file)}
            assert library not in tops or room in rooms, f"{file} imports {library}"


@pytest.mark.parametrize("room", ROOMS[:-1])
def test_a_rooms_public_api_is_sorted_and_complete(room: str) -> None:
    package = importlib.import_module(room)
    names: list[str] = package.__all__
    constants = sorted(name for name in names if name.isupper())
    classes = sorted(name for name in names if name[0].isupper() and not name.isupper())
    functions = sorted(name for name in names if name[0].islower())
    assert names == [*constants, *classes, *functions]
    assert all(hasattr(package, name) for name in names)
