"""A process that is killed while it changes a pack leaves all old or all new, and it loads."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from content import PackEditor, Question, load_pack
from tests.content.samples import (
    file_of,
    guide_fields,
    header_fields,
    question_fields,
    theme_fields,
    write_pack,
)

ROOT = Path(__file__).resolve().parents[2]

MOVE = """
import os, signal, sys
from pathlib import Path
from content import PackEditor, Question
from tests.content.samples import question_fields

left = int(sys.argv[2])

def die(event, _):
    global left
    if event in {"os.rename", "shutil.rmtree", "os.remove", "os.rmdir"}:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(die)
moved = question_fields(theme="more", question="First?")
PackEditor(Path(sys.argv[1])).save([Question(**moved)])
"""
"""Moves first-question to the theme more; dies before the given rename or removal of a file."""

OLD = question_fields(question="First?")
NEW = OLD | {"theme": "more"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack whose guide links to first-question, so that it must not be missing for a moment."""
    second = question_fields(id="second", question="Second?")
    other = question_fields(id="other", theme="more", question="Other?")
    return write_pack(
        tmp_path / "pack",
        pack=header_fields(themes=["basics", "more"]),
        guide=guide_fields(),
        basics=theme_fields("basics", [OLD, second]),
        more=theme_fields("more", [other]),
    )


def killed(folder: Path, at: int) -> bool:
    """Whether the process that moves the question died there, rather than came to its end."""
    command = [sys.executable, "-c", MOVE, str(folder), str(at)]
    code = subprocess.run(command, cwd=ROOT, check=False, timeout=60).returncode
    assert code in (0, -signal.SIGKILL)
    return code != 0


def test_a_kill_at_any_moment_leaves_a_pack_that_is_all_old_or_all_new(
    folder: Path, tmp_path: Path
) -> None:
    seen = []
    for at in range(1, 30):
        pack = shutil.copytree(folder, tmp_path / f"killed-{at}")
        if not killed(pack, at):
            break
        found = load_pack(pack).question("first-question")
        assert found in (Question(**OLD), Question(**NEW))
        seen.append(found == Question(**NEW))
        mended = question_fields(id="second", question="Second!")
        PackEditor(pack).save([Question(**mended)])
        assert load_pack(pack).question("first-question") == found
        assert load_pack(pack).question("second") == Question(**mended)
        assert {path.name for path in pack.iterdir()} == {"pack.yaml", "guide.yaml", "questions"}
    assert seen == sorted(seen)
    assert seen.count(False) >= 1
    assert seen.count(True) >= 3  # before each of the two files is replaced, and after


def test_what_was_written_after_the_kill_is_not_overwritten(folder: Path) -> None:
    at = next(at for at in range(1, 30) if killed(folder, at) and (folder / ".pending").exists())
    assert at
    file = file_of(folder, "more")
    text = file.read_text(encoding="utf-8").replace("Other?", "Mended by hand?")
    file.write_text(text, encoding="utf-8")
    basics = file_of(folder, "basics")
    basics.write_text(basics.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")
    other = load_pack(folder).question("other")
    assert other
    assert other.question == "Mended by hand?"
    PackEditor(folder).save([other.model_copy(update={"difficulty": 5})])
    assert "Mended by hand?" in file.read_text(encoding="utf-8")
    assert basics.read_text(encoding="utf-8").endswith("# by hand\n")


def test_processes_that_save_at_once_lose_no_edit(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from content import *; "
        "from tests.content.samples import question_fields\n"
        "for n in range(8):\n"
        "    fields = question_fields(id=f'{sys.argv[2]}-{n}', question=f'{sys.argv[2]} {n}?')\n"
        "    PackEditor(Path(sys.argv[1])).save([Question(**fields)])\n"
    )
    command = [sys.executable, "-c", code, str(folder)]
    running = [subprocess.Popen([*command, name], cwd=ROOT) for name in "ab"]
    assert [process.wait(timeout=60) for process in running] == [0, 0]
    ids = {question.id for question in load_pack(folder).questions}
    assert {f"{name}-{n}" for name in "ab" for n in range(8)} <= ids
