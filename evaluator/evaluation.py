"""The result of evaluating one answer: a score and all of its evidence, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What an answer does with one claim."""

    STATED = "stated"
    PARTLY = "partly"
    MISSING = "missing"
    CONTRADICTED = "contradicted"


class Verdict(StrEnum):
    """A score in words; `verdict_of` in score.py holds the bounds."""

    STRONG = "strong"
    GOOD = "good"
    PARTIAL = "partial"
    WEAK = "weak"
    WRONG = "wrong"
    NOT_AN_ANSWER = "not an answer"


class Gate(StrEnum):
    """A reason why a text is not scored as an answer."""

    EMPTY = "empty"
    TOO_SHORT = "too_short"
    ECHO = "echo"
    KEYWORD_LIST = "keyword_list"
    NOT_LANGUAGE = "not_language"
    OFF_TOPIC = "off_topic"
    TO_GRADER = "to_grader"


class UnreadReason(StrEnum):
    """Why a part of an answer is not read."""

    REPEATED = "repeated"
    KEYWORD_LIST = "keyword_list"
    TO_GRADER = "to_grader"


@dataclass(frozen=True)
class Evidence:
    """A quoted span of the answer: `answer[start:end] == text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class ConceptResult:
    """What the answer does with one key concept.

    `confidence` is the judge's probability of `status`, in [0, 1]. `evidence` is None exactly when
    the concept is missing. `misconception` is the rubric's wrong claim that the answer asserts.
    """

    label: str
    claim: str
    weight: float
    core: bool
    status: Status
    confidence: float
    evidence: Evidence | None
    misconception: str | None = None


@dataclass(frozen=True)
class GateResult:
    """A gate that fired, and what to tell the person who wrote the answer."""

    gate: Gate
    message: str


@dataclass(frozen=True)
class Unread:
    """A part of the answer that was not read, and why: `answer[start:end] == text`."""

    reason: UnreadReason
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Feedback:
    """What an interviewer would say, in plain text. Each tuple may be empty, `summary` never is."""

    summary: str
    strengths: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evaluation:
    """One answer, scored.

    `score` is in [0, 100]; human grades of such answers mostly lie in `interval`, (low, high); how
    often is in the judge's model card. `similarity` is the cosine similarity of answer and nearest
    reference, cut to [0, 1]: how close the wording is, which says little about who is right.
    `concepts` come in the rubric's order, `unread` in the answer's.
    """

    score: float
    interval: tuple[float, float]
    verdict: Verdict
    similarity: float
    concepts: tuple[ConceptResult, ...]
    gates: tuple[GateResult, ...]
    feedback: Feedback
    unread: tuple[Unread, ...] = ()
