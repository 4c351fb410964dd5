"""Editing a pack on disk: questions saved and removed, all of an edit or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from content.errors import ConflictError, ContentError, InvalidPackError, PackNotFoundError, Problem
from content.folder_lock import locked
from content.loader import load_changed_pack
from content.pack_draft import PackDraft
from content.pack_files import PACK_FILE
from content.pending_files import commit, discard, finish, overtaken_error, roll_back
from content.question import Question
from content.question_fields import question_digest
from content.staged_files import STAGED, FileChange, refuse_overtaken, stage

Base = Mapping[str, str | None]
"""What an edit is based on: the digest of each question as it was when the edit began, by id."""


class PackEditor:
    """Edits the pack in a folder. Comments and layout of all that is not changed stay as they are.

    Each method makes its whole change or, when it raises, none. All of them raise
    PackNotFoundError when the folder holds no pack, InvalidPackError, with every problem, when
    the pack would not be valid afterwards, and ContentError when files cannot be written or another
    program writes them meanwhile. Threads and processes may edit at once.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def digest(self, question_id: str) -> str | None:
        """A hash of what the question with this id says on disk now; None when there is none."""
        with self._locked():
            return PackDraft(self._folder).digest(question_id)

    def save(self, questions: Sequence[Question], base: Base | None = None) -> None:
        """Put each question in the place of the one with its id, or at the end of its theme's file.

        A question whose theme is another than on disk moves. Raises ConflictError when a question
        on disk is neither what `base` says (None: not there) nor what is to be saved.
        """
        self._refuse_doubles([question.id for question in questions])
        with self._edited() as draft:
            self._refuse_conflicts(draft, {q.id: question_digest(q) for q in questions}, base)
            for question in questions:
                draft.put(question)

    def remove(self, question_ids: Sequence[str], base: Base | None = None) -> None:
        """Remove questions. Raises ConflictError as `save` does."""
        self._refuse_doubles(question_ids)
        with self._edited() as draft:
            self._refuse_conflicts(draft, dict.fromkeys(question_ids), base)
            for question_id in question_ids:
                draft.drop(question_id)

    @contextmanager
    def _edited(self) -> Iterator[PackDraft]:
        """A draft whose changes come into effect at the end of the block, if they are valid."""
        with self._locked():
            draft = PackDraft(self._folder)
            yield draft
            changes = draft.changed()
            if changes:
                self._bring_into_effect(changes)
                self._finish()

    def _bring_into_effect(self, changes: Mapping[Path, FileChange]) -> None:
        try:
            load_changed_pack(self._folder, stage(self._folder, changes))
            refuse_overtaken(self._folder)
            commit(self._folder, self._folder / STAGED)
        except OSError as error:
            raise self._unwritable(error) from error
        finally:
            discard(self._folder / STAGED)

    def _finish(self) -> None:
        try:
            overtaken = finish(self._folder)
        except OSError as error:
            if roll_back(self._folder):
                raise self._unwritable(error) from error
            raise ContentError(
                f"{self._folder}: the change is saved and in effect, but not all of its files can "
                f"be replaced yet ({error}); see their rights and space, the next edit completes it"
            ) from error
        if overtaken:
            raise overtaken_error(self._folder, overtaken)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """The folder for this editor alone, a change that somebody's crash cut short completed."""
        if not (self._folder / PACK_FILE).is_file():
            message = f"{self._folder}: no pack.yaml here; give the folder of a question pack"
            raise PackNotFoundError(message)
        with locked(self._folder):
            self._complete_cut_short()
            yield

    def _complete_cut_short(self) -> None:
        try:
            overtaken = finish(self._folder)
        except OSError as error:
            raise ContentError(
                f"{self._folder}: a change that was cut short cannot be completed ({error}); see "
                "the rights and space of the pack's files, then try again"
            ) from error
        if overtaken and overtaken.kept:  # else nobody was told that it was saved
            raise overtaken_error(self._folder, overtaken)

    def _unwritable(self, error: OSError) -> ContentError:
        message = f"{self._folder}: cannot be written ({error}); see its rights and space"
        return ContentError(message)

    def _refuse_doubles(self, question_ids: Sequence[str]) -> None:
        problems = [
            Problem(self._folder, question_id, "id", f"is given {count} times; give it once")
            for question_id, count in Counter(question_ids).items()
            if count > 1
        ]
        if problems:
            raise InvalidPackError(problems)

    def _refuse_conflicts(self, draft: PackDraft, wanted: Base, base: Base | None) -> None:
        now = {question_id: draft.digest(question_id) for question_id in wanted if base}
        changed = [
            question_id
            for question_id, digest in now.items()
            if base and digest not in (base.get(question_id, digest), wanted[question_id])
        ]
        if changed:
            raise ConflictError(self._folder, changed)
