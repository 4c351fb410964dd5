"""Whether texts state claims, as the evaluator judges it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from evaluator import Concept, Evaluation, GradedTask, Rubric, Status


def stated(
    evaluate: Callable[[Iterable[GradedTask]], list[Evaluation]],
    question: str,
    pairs: Sequence[tuple[str, str]],
) -> list[bool]:
    """For each pair of a claim and a text, whether the text, said to the question, states it."""
    tasks = [
        GradedTask(Rubric.of_texts(question, [claim], [Concept("claim", claim)]), text)
        for claim, text in pairs
    ]
    return [
        any(concept.status is Status.STATED for concept in evaluation.concepts)
        for evaluation in evaluate(tasks)
    ]
