"""What is wrong with a bank, beyond its form: each finding names the place and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import combinations, permutations
from typing import NamedTuple, Protocol, get_args

import numpy as np

from content import Difficulty, Pack, Question, Theme
from evaluator import Concept, Evaluation, GradedTask, Rubric, Status, WrongClaim
from index import Encoder
from interview import TWIN_COSINE, likeness
from service.stated import stated
from service.wording_problems import wording_problems

OVERLAP_COSINE = 0.6
"""Cosine from which two claims of a question are held against each other."""

OWN_SCORE = 90
"""Least score, in whole points, of a reference as the answer to its own question."""

LEAST_LEAD = 40
"""Least lead of a reference, in whole points, over every reference of another question at its own
question.
"""

RIVALS = 5
"""Most similar references of other questions that are tried as answers."""

LEAST_QUESTIONS = 8
LEAST_KINDS = 2


class Check(StrEnum):
    """What is checked; an accepted finding names it."""

    TWIN = "twin"
    UNSUPPORTED_CLAIM = "unsupported-claim"
    OVERLAPPING_CLAIMS = "overlapping-claims"
    SUPPORTED_MISCONCEPTION = "supported-misconception"
    LOW_REFERENCE = "low-reference"
    RIVAL_REFERENCE = "rival-reference"
    THIN_THEME = "thin-theme"
    HARD_TO_READ = "hard-to-read"
    LONG_CLAIM = "long-claim"
    UNUSED_ACCEPTANCE = "unused-acceptance"


class Finding(NamedTuple):
    """Something to mend: its pack, theme file, item, field, and what to do."""

    check: Check
    pack: str
    theme: str
    item: str
    field: str
    message: str


class Checkable(Protocol):
    """A pack with the means to check it: a Service, or a draft of a bank."""

    @property
    def pack(self) -> Pack: ...

    @property
    def encoder(self) -> Encoder: ...

    def evaluate_many(self, tasks: Iterable[GradedTask]) -> list[Evaluation]: ...


class BankChecker:
    """Checks the packs of services that share an encoder and a judge."""

    def __init__(self, services: Sequence[Checkable]) -> None:
        self._services = services
        self._placed = [(s.pack, question) for s in services for question in s.pack.questions]
        self._evaluate = services[0].evaluate_many
        self._encode = services[0].encoder.encode

    def accepted(self, finding: Finding) -> bool:
        """Whether the bank itself says that this finding may stand."""
        return finding.check in self._acceptances().get((finding.pack, finding.item), ())

    def unused_acceptances(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Acceptances of what is no finding, or no longer."""
        found = {(f.pack, f.item, f.check.value) for f in findings}
        for (pack, item), checks in self._acceptances().items():
            for check in checks:
                if (pack, item, check) not in found:
                    theme = next((q.theme for _, q in self._placed if q.id == item), item)
                    message = f"accepts {check!r}, which is not found; remove it"
                    yield Finding(Check.UNUSED_ACCEPTANCE, pack, theme, item, "accepted", message)

    def _acceptances(self) -> dict[tuple[str, str], tuple[str, ...]]:
        items: list[tuple[str, Theme | Question]] = []
        for pack in (service.pack for service in self._services):
            items += [(pack.id, theme) for theme in pack.themes]
            items += [(pack.id, question) for question in pack.questions]
        return {(pack, item.id): tuple(a.check for a in item.accepted) for pack, item in items}

    def findings(self, only: Collection[str] | None = None) -> Iterator[Finding]:
        """All findings, accepted ones too, pack by pack for thin themes and then by check.

        `only`: the ids of the questions to check, against all others; a theme is then not checked.
        Of two twins the later one is named as the item, also when only the other is to be checked:
        there the twin is accepted, or not.
        """
        if only is None:
            for service in self._services:
                yield from thin_themes(service.pack)
        chosen = self._chosen(only)
        yield from self.wording(only)
        yield from self._twins(chosen)
        yield from self._references(chosen)
        yield from self._misconceptions(chosen)
        yield from self._overlaps(chosen)

    def wording(self, only: Collection[str] | None = None) -> Iterator[Finding]:
        """Findings on wording alone: at once, without encoder or judge. `only` as in `findings`."""
        for at in self._chosen(only):
            for problem in wording_problems(self._placed[at][1]):
                yield self._finding(Check(problem.check), at, problem.field, problem.message)

    def _chosen(self, only: Collection[str] | None) -> list[int]:
        return [
            at
            for at, (_, question) in enumerate(self._placed)
            if only is None or question.id in only
        ]

    def _twins(self, chosen: Sequence[int]) -> Iterator[Finding]:
        near = likeness([question for _, question in self._placed], self._encode)
        wanted = set(chosen)
        for pair in combinations(range(len(self._placed)), 2):
            if near[pair] >= TWIN_COSINE and wanted.intersection(pair):
                earlier, later = pair
                first = self._placed[earlier][1].id
                message = f"asks what {first!r} asks ({near[pair]:.2f}); merge or change one"
                yield self._finding(Check.TWIN, later, "question", message)

    def _references(self, chosen: Sequence[int]) -> Iterator[Finding]:
        """References as answers: to their own question, and to those of their nearest rivals."""
        tasks = [self._answered(at, at) for at in chosen]
        own = dict(zip(chosen, self._evaluate(tasks), strict=True))
        for at, evaluation in own.items():
            yield from self._unsupported(at, evaluation)
            if round(evaluation.score) < OWN_SCORE:
                message = (
                    f"scores {evaluation.score:.0f} at its own question, not {OWN_SCORE}; "
                    "say every claim plainly"
                )
                yield self._finding(Check.LOW_REFERENCE, at, "reference", message)
        pairs = list(self._rivals(chosen))
        tried = self._evaluate([self._answered(at, rival) for at, rival in pairs])
        for (at, rival), evaluation in zip(pairs, tried, strict=True):
            if round(own[at].score - evaluation.score) < LEAST_LEAD:
                message = (
                    f"the reference of {self._placed[rival][1].id!r} scores {evaluation.score:.0f} "
                    f"here and its own {own[at].score:.0f}; make the claims more specific"
                )
                yield self._finding(Check.RIVAL_REFERENCE, at, "key_concepts", message)

    def _answered(self, at: int, by: int) -> GradedTask:
        """The task of answering one question with the reference of another, or its own."""
        return GradedTask(Rubric.of_question(self._placed[at][1]), self._placed[by][1].reference)

    def _unsupported(self, at: int, evaluation: Evaluation) -> Iterator[Finding]:
        for concept in evaluation.concepts:
            if concept.status in (Status.MISSING, Status.CONTRADICTED):
                message = (
                    f"the reference is judged {concept.status.value} on {concept.label!r}; say it "
                    "plainly or change the claim"
                )
                yield self._finding(Check.UNSUPPORTED_CLAIM, at, "key_concepts", message)

    def _rivals(self, chosen: Sequence[int]) -> Iterator[tuple[int, int]]:
        vectors = self._encode([question.reference for _, question in self._placed])
        near = vectors[list(chosen)] @ vectors.T
        for at, row in zip(chosen, near, strict=True):
            row[at] = -np.inf
            yield from ((at, int(rival)) for rival in np.argsort(-row)[:RIVALS] if rival != at)

    def _misconceptions(self, chosen: Sequence[int]) -> Iterator[Finding]:
        """Misconceptions that the reference states when they are held against it as claims are."""
        asked = [at for at in chosen if self._placed[at][1].misconceptions]
        tasks = [
            GradedTask(_turned(self._placed[at][1]), self._placed[at][1].reference) for at in asked
        ]
        for at, evaluation in zip(asked, self._evaluate(tasks), strict=True):
            for wrong in evaluation.concepts:
                if wrong.status is Status.STATED:
                    message = f"the reference seems to say {wrong.claim!r}; change either"
                    yield self._finding(
                        Check.SUPPORTED_MISCONCEPTION, at, "misconceptions", message
                    )

    def _overlaps(self, chosen: Sequence[int]) -> Iterator[Finding]:
        """Claims that state each other, both ways round."""
        asked: list[tuple[int, int, int]] = []
        for at in chosen:
            vectors = self._encode(self._claims(at))
            near = vectors @ vectors.T
            asked += [
                (at, one, other)
                for one, other in permutations(range(len(vectors)), 2)
                if near[one, other] >= OVERLAP_COSINE
            ]
        told = self._stated(
            (at, self._claims(at)[one], self._claims(at)[other]) for at, one, other in asked
        )
        said = {key for key, is_said in zip(asked, told, strict=True) if is_said}
        for at, one, other in asked:
            if one < other and said.issuperset({(at, one, other), (at, other, one)}):
                labels = [concept.label for concept in self._placed[at][1].key_concepts]
                message = f"{labels[one]!r} and {labels[other]!r} say the same; merge them"
                yield self._finding(Check.OVERLAPPING_CLAIMS, at, "key_concepts", message)

    def _claims(self, at: int) -> list[str]:
        return [concept.claim for concept in self._placed[at][1].key_concepts]

    def _stated(self, asked: Iterable[tuple[int, str, str]]) -> list[bool]:
        """Whether a text, said to the question at a place, states a claim."""
        return stated(
            self._evaluate,
            [(self._placed[at][1].question, claim, text) for at, claim, text in asked],
        )

    def _finding(self, check: Check, at: int, field: str, message: str) -> Finding:
        pack, question = self._placed[at]
        return Finding(check, pack.id, question.theme, question.id, field, message)


def _turned(question: Question) -> Rubric:
    """The question's rubric with claims and misconceptions in each other's place."""
    claims = {concept.label: concept.claim for concept in question.key_concepts}
    wrong = question.misconceptions
    return Rubric(
        question.question,
        (question.reference,),
        tuple(Concept(str(number), one.claim) for number, one in enumerate(wrong)),
        tuple(WrongClaim(claims[one.contradicts], str(number)) for number, one in enumerate(wrong)),
    )


def thin_themes(pack: Pack) -> Iterator[Finding]:
    """Themes with too few questions, difficulties or kinds to draw a set from."""
    for theme in pack.themes:
        questions = [question for question in pack.questions if question.theme == theme.id]
        lacking = sorted(set(get_args(Difficulty)) - {q.difficulty for q in questions})
        kinds = Counter(question.kind for question in questions)
        problems = []
        if len(questions) < LEAST_QUESTIONS:
            problems.append(f"has {len(questions)} questions, write at least {LEAST_QUESTIONS}")
        if lacking:
            problems.append(f"has none of difficulty {', '.join(map(str, lacking))}")
        if len(kinds) < LEAST_KINDS:
            problems.append("has one kind of question only")
        for problem in problems:
            yield Finding(Check.THIN_THEME, pack.id, theme.id, theme.id, "questions", problem)
