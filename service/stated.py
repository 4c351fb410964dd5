"""Whether texts state claims, as the evaluator judges it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from evaluator import Concept, Evaluation, GradedTask, Rubric, Status


def stated(
    evaluate: Callable[[Iterable[GradedTask]], list[Evaluation]],
    asked: Sequence[tuple[str, str, str]],
) -> list[bool]:
    """For each (question, claim, text) whether the text, as an answer, states the claim."""
    tasks = [
        GradedTask(Rubric.of_texts(question, [claim], [Concept("claim", claim)]), text)
        for question, claim, text in asked
    ]
    return [
        any(concept.status is Status.STATED for concept in evaluation.concepts)
        for evaluation in evaluate(tasks)
    ]
