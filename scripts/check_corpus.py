"""Check the graded corpus: labels complete, evidence exact, grades that follow, no copies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from _console import run
from _corpus import CORPUS, PAIR_KINDS, Answer, CorpusQuestion, corpus_files
from service import open_service

GRADE_TOLERANCE = 25
"""Most points between a grade and what its labels suggest (EXPECTED_GRADE)."""

TOLERANCE = {"terse": 40, "tiny": 40}
"""The same for kinds whose right core is graded above what little they say."""

EXPECTED_GRADE = (10.4, 82.3, -18.3, -5.6)
"""Intercept, coverage, coverage if anything is contradicted, share of weight contradicted: least
squares over the first 3,700 answers, r = 0.97, mean error 5.3 points."""

SHINGLE = 5
"""Words of a shingle, by which near-copies are found."""

COPY_SHARE = 0.5
"""Two answers that share more of the shorter one's shingles are near-copies."""

TWIN_COSINE = 0.78
"""Mean cosine of questions and of references from which two questions are one. Of 29 such pairs in
different splits, found when the corpus had 1,005 questions, all were about one subject."""

GUIDE_COSINE = 0.75
"""Cosine of two questions from which a corpus question is one of the guide's, which are kept out of
training to know how a bank fares that nobody trained on."""

_CREDIT = {"stated": 1.0, "partly": 0.5, "missing": 0.0, "contradicted": 0.0}


def main(
    files: Annotated[list[Path] | None, typer.Argument(help="Files; by default all.")] = None,
    figures: Annotated[bool, typer.Option(help="Also print figures by kind of answer.")] = False,
) -> None:
    """Check files of the graded corpus and say what is wrong, where; exit status 1 if so."""
    problems: list[str] = []
    questions: list[CorpusQuestion] = []
    for file in files or corpus_files(CORPUS):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            try:
                question = CorpusQuestion.model_validate_json(line)
            except ValidationError as error:
                details = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
                problems += [f"{file.name}:{number}: {detail}" for detail in details]
                continue
            questions.append(question)
            problems += [f"{file.name}:{number} {question.id}: {p}" for p in _problems(question)]
    problems += [*_repeated(questions), *_twins(questions)]
    for problem in problems:
        typer.echo(problem)
    if figures:
        _print_figures(questions)
    answers = sum(len(question.answers) for question in questions)
    labels = sum(len(a.labels) for question in questions for a in question.answers)
    typer.echo(
        f"{len(questions)} questions, {answers} answers, {labels} labels, {len(problems)} problems"
    )
    raise SystemExit(bool(problems))


def expected_grade(question: CorpusQuestion, answer: Answer) -> float:
    """The grade that an answer's labels suggest, in [0, 100]."""
    total = sum(claim.weight for claim in question.claims)
    shares = {claim.id: claim.weight / total for claim in question.claims}
    coverage = sum(shares[claim] * _CREDIT[label] for claim, label in answer.labels.items())
    wrong = sum(shares[c] for c, label in answer.labels.items() if label == "contradicted")
    base, covered, spoiled, contradicted = EXPECTED_GRADE
    return base + covered * coverage + spoiled * coverage * (wrong > 0) + contradicted * wrong


def _problems(question: CorpusQuestion) -> Iterator[str]:
    ids = [claim.id for claim in question.claims]
    if len(set(ids)) < len(ids):
        yield "claim ids are repeated"
    if not any(claim.core for claim in question.claims):
        yield "no claim is core"
    for wrong in question.misconceptions:
        if wrong.contradicts not in ids:
            yield f"a misconception contradicts {wrong.contradicts!r}, which is no claim"
    yield from _rewording_problems(question)
    for number, answer in enumerate(question.answers, 1):
        for problem in _answer_problems(question, answer, set(ids)):
            yield f"answer {number} ({answer.kind}): {problem}"
    yield from _copies(question.answers)


def _rewording_problems(question: CorpusQuestion) -> Iterator[str]:
    """Claims that are reworded in part only, or not to train on, and sentences that stand twice."""
    reworded = [claim for claim in question.claims if claim.rewording]
    if reworded and (len(reworded) < len(question.claims) or question.split != "train"):
        yield "reword all claims of a question to train on, and none of another"
    seen: Counter[str] = Counter()
    for claim in reworded:
        assert claim.rewording
        texts = {claim.text, claim.rewording.beside, claim.rewording.terse}
        texts |= {*claim.rewording.same, *claim.rewording.opposite, claim.rewording.terse_opposite}
        seen.update(text.lower() for text in texts)
    yield from (f"reworded twice in the same words: {t!r}" for t, n in seen.items() if n > 1)


def _answer_problems(question: CorpusQuestion, answer: Answer, ids: set[str]) -> Iterator[str]:
    if set(answer.labels) != ids:
        yield f"labels are for {sorted(answer.labels)}, not for {sorted(ids)}"
        return
    quoted = {claim for claim, label in answer.labels.items() if label != "missing"}
    if set(answer.evidence) != quoted:
        yield f"evidence is for {sorted(answer.evidence)}, not for {sorted(quoted)}"
    for claim, quote in answer.evidence.items():
        if not quote.strip() or quote not in answer.answer:
            yield f"evidence of {claim} is not in the answer: {quote[:60]!r}"
    expected = expected_grade(question, answer)
    if abs(answer.grade - expected) > TOLERANCE.get(answer.kind, GRADE_TOLERANCE):
        yield f"grade {answer.grade:.0f}, but the labels suggest {expected:.0f}"


def _copies(answers: Sequence[Answer]) -> Iterator[str]:
    shingles = [_shingles(answer.answer) for answer in answers]
    for (i, first), (j, second) in combinations(enumerate(answers, 1), 2):
        here, there = shingles[i - 1], shingles[j - 1]
        least = min(len(here), len(there))
        if (
            least
            and len(here & there) / least > COPY_SHARE
            and not PAIR_KINDS & {first.kind, second.kind}
        ):
            yield f"answers {i} and {j} are near-copies"


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = text.lower().split()
    return frozenset(tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def _repeated(questions: Sequence[CorpusQuestion]) -> Iterator[str]:
    for field in ("id", "question"):
        counts = Counter(getattr(question, field).lower() for question in questions)
        yield from (f"{field} is used {n} times: {value}" for value, n in counts.items() if n > 1)
    splits: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for question in questions:
        for text in _texts(question):
            for shingle in _long_shingles(text):
                splits[shingle].add(question.split)
    for shingle, found in splits.items():
        if len(found) > 1:
            yield f"the same words stand in splits {sorted(found)}: {' '.join(shingle)}"


def _texts(question: CorpusQuestion) -> Iterator[str]:
    yield question.reference
    yield from (answer.answer for answer in question.answers)
    for rewording in (claim.rewording for claim in question.claims):
        if rewording:
            yield from (*rewording.same, *rewording.opposite, rewording.beside)


LEAK_WORDS = 12
"""So many words in a row in two splits are no chance."""


def _long_shingles(text: str) -> Iterator[tuple[str, ...]]:
    words = text.lower().split()
    yield from {tuple(words[i : i + LEAK_WORDS]) for i in range(len(words) - LEAK_WORDS + 1)}


def _twins(questions: Sequence[CorpusQuestion]) -> Iterator[str]:
    """Questions to train on that are also asked in another split, or by a bank."""
    service = open_service()
    asked = service.encoder.encode([question.question for question in questions])
    answered = service.encoder.encode([question.reference for question in questions])
    train = np.array([question.split == "train" for question in questions])
    near = (asked @ asked.T + answered @ answered.T) / 2
    for i, j in zip(*np.nonzero(near >= TWIN_COSINE), strict=True):
        if train[i] and not train[j]:
            held = questions[j]
            yield f"{questions[i].id} (train) asks what {held.id} ({held.split}) asks"
    guide = [question for question in service.pack.questions if question.seed_id]
    to_guide = asked @ service.encoder.encode([question.question for question in guide]).T
    for i, j in zip(*np.nonzero(to_guide >= GUIDE_COSINE), strict=True):
        if train[i]:
            yield f"{questions[i].id} (train) asks what {guide[j].id} of the guide asks"


def _print_figures(questions: Sequence[CorpusQuestion]) -> None:
    table = Table("kind", "answers", "words", "grade", *_CREDIT)
    kinds = sorted({answer.kind for question in questions for answer in question.answers})
    for kind in kinds:
        answers = [a for question in questions for a in question.answers if a.kind == kind]
        words = sum(len(a.answer.split()) for a in answers) / len(answers)
        grade = sum(a.grade for a in answers) / len(answers)
        labels: Counter[str] = Counter(label for a in answers for label in a.labels.values())
        shares = (f"{labels[label] / labels.total():.2f}" for label in _CREDIT)
        table.add_row(kind, str(len(answers)), f"{words:.0f}", f"{grade:.0f}", *shares)
    Console().print(table)


if __name__ == "__main__":
    run(main)
