"""The bank in use: it follows the pack on disk, and a wrong edit never takes it away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock
from time import monotonic

from content import ContentError, InvalidPackError, Pack, Problem, VivaError
from service.bank import Bank
from service.pack_folder import PackFolder

CHECK_SECONDS = 1.0
"""Least time between two looks at the files. A look at 100 of them takes 1 to 2 ms (measured)."""

TOLD_PROBLEMS = 3
"""So many problems of a wrong edit fit a short notice; a check of the bank lists all of them."""

TOLD_LENGTH = 400
"""Most characters told of one problem: what stands in a file may be of any length."""


@dataclass(frozen=True)
class _State:
    """The bank in use and what is wrong with the pack on disk; replaced as a whole."""

    bank: Bank
    refused: str | None = None
    edited: bool = False


class LiveBank:
    """Holds the last good bank. Safe to share between threads.

    One thread makes the new bank off to the side while the others go on with the old one.
    """

    def __init__(self, pack: Pack, make: Callable[[Pack], Bank], source: PackFolder | None) -> None:
        """`source` is where `pack` was loaded from; without one the bank stays as it is."""
        self._make = make
        self._source = source
        self._reading = Lock()
        self._next_look = monotonic() + CHECK_SECONDS
        self._state = _State(make(pack))

    @property
    def current(self) -> Bank:
        """The bank in use. Take it once for all that must agree."""
        self._look()
        return self._state.bank

    @property
    def notice(self) -> str | None:
        """What a person should know: a wrong edit, and how the indexes were opened."""
        self._look()
        state = self._state
        told = [state.refused] if state.refused else []
        if opened := state.bank.opened:
            told += opened.troubles if state.edited else opened.notices
        return " ".join(told) or None

    def refresh(self) -> bool:
        """Read the pack now; True when that brought another bank into use."""
        if self._source is None:
            return False
        with self._reading:
            return self._read(self._source)

    def _look(self) -> None:
        if self._source is None or monotonic() < self._next_look:
            return
        if not self._reading.acquire(blocking=False):
            return  # another thread is at it
        try:
            if self._source.changed():
                self._read(self._source)
        finally:
            self._next_look = monotonic() + CHECK_SECONDS
            self._reading.release()

    def _read(self, source: PackFolder) -> bool:
        old = self._state
        try:
            pack = source.load()
            if pack == old.bank.pack:
                self._state = replace(old, refused=None)
                return False
            bank = self._make(pack)
            bank.open()
        except Exception as error:  # whatever an edit brings about, the good bank is kept
            if not isinstance(error, ContentError):
                source.forget()  # not the files are wrong, so try again
            self._state = replace(old, refused=_refusal(error))
            return False
        self._state = _State(bank, edited=True)
        return True


def _refusal(error: Exception) -> str:
    problems = error.problems if isinstance(error, InvalidPackError) else (error,)
    told = [_told(problem)[:TOLD_LENGTH] for problem in problems[:TOLD_PROBLEMS]]
    if more := len(problems) - len(told):
        told.append(f"and {more} more")
    return (
        "The question bank has changed on disk and cannot be used as it is now: "
        f"{'; '.join(told)}. The bank as it was before stays in use until that is mended."
    )


def _told(problem: Problem | Exception) -> str:
    """What a problem says; the kind of error too, when it was not made to be read."""
    made_to_be_read = isinstance(problem, Problem | VivaError)
    return str(problem) if made_to_be_read else f"{type(problem).__name__}: {problem}"
