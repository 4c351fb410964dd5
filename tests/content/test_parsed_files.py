"""Parsed files are kept: the same pack as from YAML, sooner, and never one of other files."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from content import InvalidPackError, load_pack, parsed_files
from content.yaml_file import parse_yaml
from tests.content.big_pack import theme_file, write_big_pack
from tests.content.samples import file_of, guide_fields, question_fields, theme_fields, write_pack


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "not" / "there" / "yet"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The sources that had to be parsed; pack.yaml is not among them, it always is."""
    sources: list[bytes] = []

    def counted(text: str) -> Any:
        sources.append(text.encode())
        return parse_yaml(text)

    monkeypatch.setattr(parsed_files, "parse_yaml", counted)
    return sources


def kept(cache: Path) -> list[Path]:
    return sorted(cache.rglob("*.json"))


def test_the_second_load_parses_nothing_and_gives_the_same(
    tmp_path: Path, cache: Path, parsed: list[bytes]
) -> None:
    folder = write_pack(tmp_path / "pack")
    plain = load_pack(folder)
    assert load_pack(folder, cache) == plain
    assert len(parsed) == 2  # the guide and a theme
    assert load_pack(folder, cache) == plain
    assert len(parsed) == 2


def test_an_edit_parses_its_own_file_only_and_drops_the_old(
    tmp_path: Path, cache: Path, parsed: list[bytes]
) -> None:
    folder = write_big_pack(tmp_path / "pack", themes=4, each=3)
    load_pack(folder, cache)
    before = kept(cache)
    file = theme_file(folder, "theme-2")
    file.write_text(file.read_text().replace("Define theme-2-q1", "Explain theme-2-q1"))
    parsed.clear()
    assert load_pack(folder, cache) == load_pack(folder)
    assert parsed == [file.read_bytes()]
    after = kept(cache)
    assert len(before) == len(after) == 4
    assert len(set(before) & set(after)) == 3


def test_an_edit_of_the_same_size_and_time_is_seen(tmp_path: Path, cache: Path) -> None:
    folder = write_pack(tmp_path)
    load_pack(folder, cache)
    file = file_of(folder, "basics")
    found = file.stat()
    file.write_text(file.read_text().replace("What is a model?", "What is a table?"))
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert file.stat().st_size == found.st_size
    assert load_pack(folder, cache).questions[0].question == "What is a table?"


def _flipped(data: bytes) -> bytes:
    at = data.index(b"What is a model?")
    return data[:at] + b"w" + data[at + 1 :]


def _other(field: str, value: object) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        head, _, body = data.partition(b"\n")
        return json.dumps({**json.loads(head), field: value}).encode() + b"\n" + body

    return change


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda data: data[:-20],
    "a letter": _flipped,
    "no head": lambda data: data.partition(b"\n")[2],
    "binary": lambda _: b"\x80\x04\xff\x00",
    "deep": lambda _: b"[" * 200_000,
    "another version": _other("format_version", 0),
    "another parser": _other("parser", "PyYAML 0.1"),
    "another source": _other("source_sha256", "0" * 64),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_ignored_and_made_again(
    tmp_path: Path, cache: Path, damage: Callable[[bytes], bytes], parsed: list[bytes]
) -> None:
    folder = write_pack(tmp_path, guide=None)
    plain = load_pack(folder, cache)
    [file] = kept(cache)
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    parsed.clear()
    assert load_pack(folder, cache) == plain
    assert len(parsed) == 1
    assert file.read_bytes() == whole


def test_the_schema_checks_what_was_kept(tmp_path: Path, cache: Path) -> None:
    """Problems are the same from the cache, at every load."""
    wrong = theme_fields("basics", [question_fields(difficulty=9), question_fields(id="second")])
    folder = write_pack(tmp_path, basics=wrong, guide=guide_fields(who=""))
    with pytest.raises(InvalidPackError) as fresh:
        load_pack(folder)
    for _ in range(2):
        with pytest.raises(InvalidPackError) as cached:
            load_pack(folder, cache)
        assert cached.value.problems == fresh.value.problems


@pytest.mark.parametrize("value", ["2024-01-02", ".nan", "!!set {a}", "{1: a}", "!!binary aGk="])
def test_what_json_would_change_is_not_kept(tmp_path: Path, cache: Path, value: str) -> None:
    folder = write_pack(tmp_path, guide=None)
    with file_of(folder, "basics").open("a", encoding="utf-8") as file:
        file.write(f"more: {value}\n")
    for _ in range(2):
        with pytest.raises(InvalidPackError, match=r"basics\.yaml: more: Extra inputs"):
            load_pack(folder, cache)
    assert not kept(cache)


def test_packs_do_not_drop_what_another_keeps(
    tmp_path: Path, cache: Path, parsed: list[bytes]
) -> None:
    one, other = write_pack(tmp_path / "one"), write_big_pack(tmp_path / "other", 2, 2)
    for folder in (one, other, one, other):
        load_pack(folder, cache)
    assert len(parsed) == 4


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    folder = write_pack(tmp_path / "pack")
    assert load_pack(folder, tmp_path / "file") == load_pack(folder)
    assert load_pack(folder, tmp_path / "file" / "below") == load_pack(folder)
