"""The bank's checks for one question, written down or still a draft, in seconds not minutes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from content import Pack, Question
from evaluator import Evaluation, GradedTask
from index import Encoder, Hit
from service.bank_checks import BankChecker, Checkable, Finding

NEIGHBOURS = 12
"""Questions of the bank nearest to the draft's question, and as many nearest to its reference, that
are held against it. A twin (both 0.8 alike) or a rival (one of the 5 nearest) is among them; the
other questions of a bank of thousands need not be read for it."""


class SearchedBank(Checkable, Protocol):
    """A bank that can be searched by meaning, such as a Service."""

    def search_many(
        self, queries: Sequence[str], k: int = 10, *, anyway: bool = False
    ) -> list[list[Hit]]: ...


@dataclass(frozen=True)
class QuestionCheck:
    """What the checks say of one question: what is to mend, and what it accepts."""

    to_mend: tuple[Finding, ...]
    accepted: tuple[Finding, ...]


def check_question(bank: SearchedBank, question: Question) -> QuestionCheck:
    """The findings for a question that is in the bank, or takes the place of one, or is new.

    A twin is told, and can be accepted, at the later of the two in the bank, as for a whole bank.
    """
    checker = BankChecker([_Neighbourhood(bank, question)])
    findings = list(checker.findings(only={question.id}))
    accepted = tuple(finding for finding in findings if checker.accepted(finding))
    idle = [f for f in checker.unused_acceptances(findings) if f.item == question.id]
    return QuestionCheck(
        tuple(finding for finding in [*findings, *idle] if finding not in accepted), accepted
    )


class _Neighbourhood:
    """A question with the questions of a bank that are near to it, as a bank of its own."""

    def __init__(self, bank: SearchedBank, question: Question) -> None:
        self._bank = bank
        found = bank.search_many(
            [question.question, question.reference], NEIGHBOURS + 1, anyway=True
        )
        near = {hit.id for hits in found for hit in hits} - {question.id}
        kept = [other for other in bank.pack.questions if other.id in {*near, question.id}]
        self.pack = Pack(**dict(bank.pack) | {"questions": _placed(bank.pack, kept, question)})

    @property
    def encoder(self) -> Encoder:
        return self._bank.encoder

    def evaluate_many(self, tasks: Iterable[GradedTask]) -> list[Evaluation]:
        return self._bank.evaluate_many(tasks)


def _placed(pack: Pack, others: Sequence[Question], question: Question) -> tuple[Question, ...]:
    """The questions in the order of the bank, with one of them where saving puts it: in its own
    place, or last in its theme when it is new there.
    """
    if any((other.id, other.theme) == (question.id, question.theme) for other in others):
        return tuple(question if other.id == question.id else other for other in others)
    order = {theme.id: place for place, theme in enumerate(pack.themes)}
    all_of_them = [*(other for other in others if other.id != question.id), question]
    return tuple(sorted(all_of_them, key=lambda placed: order.get(placed.theme, len(order))))
