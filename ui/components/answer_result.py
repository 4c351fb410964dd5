"""All that an evaluation says of an answer."""

from __future__ import annotations

from evaluator import Evaluation
from ui.components.concepts import concepts
from ui.components.evidence import evidence
from ui.components.feedback import feedback
from ui.components.score_card import gate_notice, score_card


def answer_result(evaluation: Evaluation, answer: str) -> None:
    """Score, evidence and advice. A text that a gate stopped gives nothing of the rubric away."""
    gate_notice(evaluation)
    score_card(evaluation, answer)
    if not evaluation.gates:
        evidence(evaluation, answer)
        concepts(evaluation)
        feedback(evaluation.feedback)
