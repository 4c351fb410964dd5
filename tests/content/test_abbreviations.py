"""The abbreviations of a pack: checked, loaded as written, and kept by every edit."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from content import InvalidPackError, Pack, PackEditor, Question, load_pack
from tests.conftest import PACK
from tests.content.samples import file_of, header_fields, question_fields, write_pack

WRONG: list[tuple[Any, str]] = [
    (["AUC"], "abbreviations"),
    ({"A": "one letter"}, "abbreviations.A"),
    ({"two words": "no short form at all"}, "two words"),
    ({"AUC": ""}, "abbreviations.AUC"),
    ({"AUC": []}, "abbreviations.AUC"),
    ({"AUC": [f"area number {n}" for n in range(5)]}, "abbreviations.AUC"),
    ({"AUC": ["area under a curve", "Area under a curve"]}, "twice"),
    ({"AUC": "auc"}, "not longer"),
    ({"2024": "a year of four digits"}, "has a letter"),
    ({"AUC": {"long": "area under the curve"}}, "abbreviations.AUC"),
    ({"AUC": "area\nunder"}, "line break"),
    ({False: "what YAML makes of NO"}, "abbreviations"),
    ({f"X{n}": "one of too many" for n in range(501)}, "abbreviations"),
]


def written(folder: Path, abbreviations: Any) -> Path:
    return write_pack(folder, pack=header_fields(abbreviations=abbreviations))


def test_one_long_form_or_several_are_taken(tmp_path: Path) -> None:
    given = {"AUC": "area under the curve", "CV": ["cross-validation", "computer vision"]}
    assert load_pack(written(tmp_path, given)).abbreviations == {
        "AUC": ("area under the curve",),
        "CV": ("cross-validation", "computer vision"),
    }


def test_a_pack_may_do_without(tmp_path: Path) -> None:
    assert load_pack(write_pack(tmp_path)).abbreviations == {}


@pytest.mark.parametrize(("given", "told"), WRONG)
def test_what_is_wrong_is_told(tmp_path: Path, given: Any, told: str) -> None:
    with pytest.raises(InvalidPackError) as caught:
        load_pack(written(tmp_path, given))
    assert "pack.yaml" in str(caught.value)
    assert told in str(caught.value)


def test_the_editor_keeps_them(tmp_path: Path) -> None:
    folder = written(tmp_path, {"AUC": "area under the curve"})
    before = file_of(folder, "pack").read_bytes()
    PackEditor(folder).save([Question(**question_fields(question="Another?"))])
    assert file_of(folder, "pack").read_bytes() == before
    assert load_pack(folder).abbreviations == {"AUC": ("area under the curve",)}


@pytest.mark.parametrize("name", ["ml-engineer", "data-scientist"])
def test_those_of_the_shipped_packs_survive_a_round_trip(tmp_path: Path, name: str) -> None:
    pack = load_pack(shutil.copytree(PACK.with_name(name), tmp_path / name))
    assert len(pack.abbreviations) >= 50
    assert Pack.model_validate_json(pack.model_dump_json()) == pack
    shorts = list(pack.abbreviations)
    assert shorts == sorted(shorts, key=str.lower)
