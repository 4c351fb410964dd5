"""Feedback in an interviewer's words: specific, quoting the answer, never inventing."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.evaluation import ConceptResult, Feedback, GateResult, Status, Verdict

_SUMMARIES = {
    Verdict.STRONG: "A strong answer: it says what an expert would want to hear.",
    Verdict.GOOD: "A good answer with something left to add.",
    Verdict.PARTIAL: "A partial answer: what is there helps, but much is still missing.",
    Verdict.WEAK: "A weak answer: little of what matters is said.",
    Verdict.WRONG: "This answer does not say what the question asks for.",
}


def gate_feedback(gates: Sequence[GateResult]) -> Feedback:
    """What to tell somebody whose text is not scored as an answer."""
    return Feedback(summary=gates[0].message)


def feedback_of(verdict: Verdict, concepts: Sequence[ConceptResult]) -> Feedback:
    """What was said well, what is wrong and what is missing; core concepts first."""
    ordered = sorted(concepts, key=lambda concept: (not concept.core, -concept.weight))
    return Feedback(
        summary=_summary(verdict, concepts),
        strengths=tuple(_strength(c) for c in ordered if c.status is Status.STATED),
        corrections=tuple(_correction(c) for c in ordered if c.status is Status.CONTRADICTED),
        gaps=tuple(_gap(c) for c in ordered if c.status in (Status.PARTLY, Status.MISSING)),
    )


def _summary(verdict: Verdict, concepts: Sequence[ConceptResult]) -> str:
    stated = sum(concept.status is Status.STATED for concept in concepts)
    wrong = [concept for concept in concepts if concept.status is Status.CONTRADICTED]
    counted = f"{stated} of {len(concepts)} key concepts stated"
    if wrong:
        counted += f", {len(wrong)} contradicted"
    summary = f"{_SUMMARIES[verdict]} {counted}."
    if any(concept.core for concept in wrong):
        summary += " Put the core mistake right first: no other point makes up for it."
    return summary


def _strength(concept: ConceptResult) -> str:
    return f"{concept.label}: you say “{_quoted(concept)}”."


def _correction(concept: ConceptResult) -> str:
    wrong = f"{concept.label}: you say “{_quoted(concept)}”."
    if concept.misconception:
        wrong += f" That is a common misconception ({_sentence(concept.misconception)})"
    return f"{wrong} In fact: {_sentence(concept.claim)}"


def _gap(concept: ConceptResult) -> str:
    if concept.status is Status.PARTLY:
        return f"{concept.label}: “{_quoted(concept)}” is part of it. {_sentence(concept.claim)}"
    core = " (core)" if concept.core else ""
    return f"{concept.label}{core}: {_sentence(concept.claim)}"


def _quoted(concept: ConceptResult) -> str:
    return " ".join(concept.evidence.text.split()).rstrip(".") if concept.evidence else ""


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
