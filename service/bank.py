"""A bank: a pack and all that is made of it, as it was at one moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TypeAlias

from content import Pack
from index import (
    Encoder,
    Entry,
    EntryTable,
    OpenedStore,
    OpenedVectors,
    Scope,
    SearchIndex,
    StoreChoice,
    choose_store,
    common_words,
    everyday_queries,
    guide_entries,
    open_store,
    open_vectors,
    question_entries,
)
from interview import RelatedQuestions, SetMaker


@dataclass(frozen=True)
class OpenBank:
    """What is made of a pack. `notices` tell of every index that was not used as it was saved,
    `troubles` of those among them that an edit of the pack does not explain.
    """

    questions: SearchIndex
    guide: SearchIndex | None
    set_maker: SetMaker
    related: RelatedQuestions
    notices: tuple[str, ...]
    troubles: tuple[str, ...]


_Opened: TypeAlias = OpenedVectors | OpenedStore


class Bank:
    """One state of a pack; it never changes, so whoever holds it never sees a mixture of two.

    Indexes are opened on first use. Safe to share between threads.
    """

    def __init__(
        self,
        pack: Pack,
        encoder: Encoder,
        folder: Path,
        opening: Lock,
        tokenizer: Path,
        choose: Callable[[int, int], StoreChoice] = choose_store,
    ) -> None:
        """`folder` keeps the indexes; `opening` is shared by all banks that keep theirs there.
        `tokenizer`: the file whose words are common English; nothing is misspelt without it.
        `choose` says which store is for how many vectors of what dimension.
        """
        self.pack = pack
        self._encoder = encoder
        self._folder = folder
        self._opening = opening
        self._tokenizer = tokenizer
        self._choose = choose
        self._opened: OpenBank | None = None

    @property
    def opened(self) -> OpenBank | None:
        """What is made of the pack, if it has been made."""
        return self._opened

    def open(self) -> OpenBank:
        """What is made of the pack, made now if nobody has yet."""
        if self._opened is None:
            with self._opening:
                if self._opened is None:
                    self._opened = self._make()
        return self._opened

    def _make(self) -> OpenBank:
        scope, opened = self._scope()
        questions, of_questions = self._index("questions", question_entries(self.pack), scope)
        guide = None
        opened += of_questions
        if self.pack.guide:
            guide, of_guide = self._index("guide", guide_entries(self.pack.guide))
            opened += of_guide
        return OpenBank(
            questions,
            guide,
            SetMaker(self.pack, questions, self._encoder.encode),
            RelatedQuestions(self.pack, questions, self._encoder.encode),
            notices=tuple(o.notice for o in opened if o.notice),
            troubles=tuple(o.notice for o in opened if o.notice and not o.outdated),
        )

    def _scope(self) -> tuple[Scope | None, list[_Opened]]:
        """What refuses queries; None for an encoder that it was not fitted to."""
        if self._encoder.name != Scope.ENCODER:
            return None, []
        opened = open_vectors(self._folder / "everyday", everyday_queries(), self._encoder)
        return Scope(opened.vectors), [opened]

    def _index(
        self, part: str, entries: Sequence[Entry], scope: Scope | None = None
    ) -> tuple[SearchIndex, list[_Opened]]:
        table, folder = EntryTable(entries), self._folder / part
        opened = open_vectors(folder, [row.text for row in table.rows], self._encoder)
        kept = open_store(folder, table, opened, self._encoder, self._choose)
        common = common_words(self._tokenizer) if self._tokenizer.is_file() else frozenset[str]()
        index = SearchIndex(
            table,
            opened.vectors if kept.in_memory else opened.rows,
            self._encoder,
            kept.store,
            abbreviations=self.pack.abbreviations,
            common=common,
            scope=scope,
        )
        return index, [opened, kept]
