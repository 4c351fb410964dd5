"""YAML that may be hostile: refused with a reason, soon, and never by a crash."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from math import inf
from pathlib import Path

import pytest

from content import InvalidPackError, load_pack
from content.yaml_file import MAX_BYTES, MAX_DEPTH, YamlFileError, read_yaml
from tests.content.samples import file_of, write_pack

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file.yaml"


def _refused(file: Path, content: str | bytes) -> str:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(YamlFileError) as caught:
        read_yaml(file)
    return str(caught.value)


def _read(file: Path, content: str) -> object:
    file.write_text(content, encoding="utf-8")
    return read_yaml(file)


def test_plain_data_is_read(file: Path) -> None:
    assert _read(file, "a: [1, 2.5, true, null, déjà]\nb:\n  c: >-\n    two\n    words\n") == {
        "a": [1, 2.5, True, None, "déjà"],
        "b": {"c": "two words"},
    }


@pytest.mark.parametrize("content", ["", "\n\n", "# only a comment\n", "---\n"])
def test_an_empty_file_is_nothing(file: Path, content: str) -> None:
    assert _read(file, content) is None


def test_a_byte_order_mark_is_no_part_of_the_first_key(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbfid: sample\n")
    assert read_yaml(file) == {"id": "sample"}


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system ['touch {marker}']",
        "!!python/object/new:os.system ['touch {marker}']",
        "!!python/name:os.system",
        "!!python/module:os",
        "!!python/tuple [1, 2]",
        "!ours 1",
    ],
)
def test_tags_of_other_types_are_refused_and_run_nothing(file: Path, tag: str) -> None:
    marker = file.with_name("marker")
    message = _refused(file, f"a: {tag.format(marker=marker)}\n")
    assert "could not determine a constructor for the tag" in message
    assert not marker.exists()


@pytest.mark.parametrize(
    "content",
    [
        'a: !!int ""',
        "a: !!int _",
        'a: !!float ""',
        "a: !!bool perhaps",
        "a: !!timestamp someday",
        "a: 2024-13-45",
        "a: !!omap [1]",
        "<<: 3",
    ],
)
def test_a_value_that_cannot_be_made_is_an_error_with_a_message(file: Path, content: str) -> None:
    assert _refused(file, content).startswith(("not a value", "not valid YAML"))


@pytest.mark.parametrize(
    "number",
    [
        "9" * 5000,
        "0x" + "f" * 1_900_000,
        "1" + ":59" * 600_000,
        "1" + ":59" * 200 + ".5",
        "!!float " + "1" * 41,
        '!!int "' + "9" * 1_900_000 + '"',
        "0b" + "1" * 40,
    ],
    ids=["decimal", "hex", "sexagesimal", "sexagesimal float", "float", "in quotes", "binary"],
)
@pytest.mark.parametrize("form", ["a: {}", "[{}]", "? {}\n: a", "{}"])
def test_a_number_without_end_is_refused_soon(file: Path, number: str, form: str) -> None:
    start = time.monotonic()
    told = _refused(file, form.format(number))
    assert time.monotonic() - start < 5
    assert told.startswith("line 1: not a value that a bank may hold: a number of ")


def test_a_long_number_in_quotes_is_text(file: Path) -> None:
    assert _read(file, f"a: '{'9' * 5000}'\nb: {'9' * 40}") == {"a": "9" * 5000, "b": int("9" * 40)}


def test_aliases_are_refused(file: Path) -> None:
    assert "line 2: aliases (*name) are not allowed" in _refused(file, "a: &x [1]\nb: *x\n")


def test_a_list_that_holds_itself_is_refused(file: Path) -> None:
    assert "aliases" in _refused(file, "&a [*a]\n")


def test_a_billion_laughs_are_refused_before_they_are_made(file: Path) -> None:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert "aliases" in _refused(file, "\n".join(lines))


@pytest.mark.parametrize("levels", [10_000, 100_000, 900_000])
@pytest.mark.parametrize(
    ("opening", "middle", "closing"),
    [("[", "", "]"), ("{a: ", "1", "}"), ("- ", "a", ""), ("? ", "a", "")],
    ids=["flow list", "flow mapping", "block list", "block key"],
)
def test_deep_nesting_is_refused(
    file: Path, levels: int, opening: str, middle: str, closing: str
) -> None:
    levels = min(levels, MAX_BYTES // len(opening + closing) - 1)
    file.write_text(opening * levels + middle + closing * levels, encoding="utf-8")
    # In a process of its own: what this guards against is a stack that overflows and ends it.
    code = "import sys; from content.yaml_file import *; read_yaml(Path(sys.argv[1]))"
    ran = subprocess.run(
        [sys.executable, "-c", code, str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 1, ran.stderr[-300:]
    assert ran.stderr.splitlines()[-1].endswith(f"nested more than {MAX_DEPTH} levels deep")


def test_deep_block_nesting_by_indents_is_refused(file: Path) -> None:
    deep = "\n".join(f"{' ' * level}a:" for level in range(1900))
    assert "nested more than" in _refused(file, deep)


def test_nesting_up_to_the_limit_is_taken(file: Path) -> None:
    assert _read(file, "[" * MAX_DEPTH + "]" * MAX_DEPTH) is not None
    assert "nested" in _refused(file, "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))


def _length(data: object) -> int:
    assert isinstance(data, dict)
    return len(data["a"])


def test_a_file_over_the_limit_is_refused(file: Path) -> None:
    fits = "a: " + "x" * (MAX_BYTES - 4) + "\n"
    assert _length(_read(file, fits)) == MAX_BYTES - 4
    assert f"more than {MAX_BYTES:,} bytes; split it" in _refused(file, fits + "\n")


@pytest.mark.parametrize("content", [b"a: \xff\xfe", "a: caf\xe9".encode("latin-1"), b"\xc0\xaf"])
def test_what_is_not_utf_8_is_refused(file: Path, content: bytes) -> None:
    assert "not UTF-8 (byte" in _refused(file, content)


@pytest.mark.parametrize("content", ["a: \0", "a: \x01", "a: [1", "a: b: c", "\ta: 1", '"\\ud800"'])
def test_what_is_not_yaml_is_refused(file: Path, content: str) -> None:
    message = _refused(file, content)
    assert message.startswith("not valid YAML: ")
    assert "\n" not in message


def test_two_documents_in_a_file_are_refused(file: Path) -> None:
    assert "another document" in _refused(file, "a: 1\n---\nb: 2\n")


@pytest.mark.parametrize("content", ["a: 1\nb: 2\na: 3\n", "{a: 1, 'a': 2}", "1: x\n'1': y\n"])
def test_a_repeated_key_is_refused(file: Path, content: str) -> None:
    message = _refused(file, content)
    assert "is written twice" in message
    assert message.startswith("line ")


def test_a_repeated_key_is_found_below_too(file: Path) -> None:
    assert _refused(file, "a:\n  - b: 1\n    b: 2\n") == "line 3: the key 'b' is written twice"


def test_the_same_key_in_two_mappings_is_no_repetition(file: Path) -> None:
    assert _read(file, "- {a: 1}\n- {a: 2}\n") == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize("content", ["? [a]\n: 1\n", "? {a: 1}\n: 1\n", "{[a]: 1}"])
def test_a_key_that_is_no_word_is_refused(file: Path, content: str) -> None:
    assert "a key must be a plain word" in _refused(file, content)


def test_dates_and_infinities_are_read_as_what_they_are(file: Path) -> None:
    """The schema refuses them where text or a number is wanted; see test_loader.py."""
    assert _read(file, "[2024-01-02, .inf, -.inf]") == [date(2024, 1, 2), inf, -inf]


def test_what_cannot_be_read_is_an_error_with_a_message(tmp_path: Path) -> None:
    with pytest.raises(YamlFileError, match="no such file; create it"):
        read_yaml(tmp_path / "none.yaml")
    with pytest.raises(YamlFileError, match="cannot be read: Is a directory"):
        read_yaml(tmp_path)


def test_a_hostile_file_in_a_pack_is_one_listed_problem(tmp_path: Path) -> None:
    write_pack(tmp_path)
    file_of(tmp_path, "guide").write_text("who: !!python/name:os.system\n", encoding="utf-8")
    file_of(tmp_path, "basics").write_text("[" * 5000 + "]" * 5000, encoding="utf-8")
    with pytest.raises(InvalidPackError) as caught:
        load_pack(tmp_path)
    assert [problem.file.name for problem in caught.value.problems] == ["guide.yaml", "basics.yaml"]
