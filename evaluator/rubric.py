"""What an answer is scored against: the claims that it should make and those that it must not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from content import Question
from evaluator.errors import InvalidRubricError
from evaluator.segments import sentences

DEFAULT_WEIGHT = 1.0
LABEL_WORDS = 5
"""Words of a claim that serve as its label when nobody has written one."""


@dataclass(frozen=True)
class Concept:
    """One claim that a good answer makes. `weight` is relative to the rubric's other weights."""

    label: str
    claim: str
    weight: float = DEFAULT_WEIGHT
    core: bool = False


@dataclass(frozen=True)
class WrongClaim:
    """A misconception; `contradicts` is the label of a concept, or None when it is not known."""

    claim: str
    contradicts: str | None = None


@dataclass(frozen=True)
class Rubric:
    """A question with its references, the concepts of a good answer and known misconceptions.

    `written` says that a person wrote the concepts; otherwise they are a reference's sentences.
    """

    question: str
    references: tuple[str, ...]
    concepts: tuple[Concept, ...]
    misconceptions: tuple[WrongClaim, ...] = ()
    written: bool = True

    @classmethod
    def of_question(cls, question: Question) -> Rubric:
        """The rubric of a bank's question."""
        return cls(
            question=question.question,
            references=(question.reference,),
            concepts=tuple(
                Concept(concept.label, concept.claim, float(concept.weight), concept.core)
                for concept in question.key_concepts
            ),
            misconceptions=tuple(
                WrongClaim(wrong.claim, wrong.contradicts) for wrong in question.misconceptions
            ),
        )

    @classmethod
    def of_texts(
        cls,
        question: str,
        references: Sequence[str],
        concepts: Sequence[Concept] = (),
        misconceptions: Sequence[WrongClaim] = (),
    ) -> Rubric:
        """The rubric of any question with at least one reference.

        Without written concepts the sentences of the first reference are the claims, of equal
        weight, none of them core. Raises InvalidRubricError when there is no text to score against.
        """
        texts = tuple(text for text in references if sentences(text))
        if not texts and any(text.strip() for text in references):
            raise InvalidRubricError(
                "the reference answer has no words; write one or two sentences"
            )
        if not texts:
            raise InvalidRubricError("there is no reference answer; give at least one")
        claims = tuple(concepts) or tuple(
            Concept(_label(sentence.text), sentence.text) for sentence in sentences(texts[0])
        )
        for concept in claims:
            if not concept.claim.strip():
                raise InvalidRubricError(f"the key concept {concept.label!r} has an empty claim")
            if not 0 < concept.weight < math.inf:
                message = f"the key concept {concept.label!r} has weight {concept.weight}"
                raise InvalidRubricError(f"{message}; give a finite number above 0")
        return cls(question, texts, claims, tuple(misconceptions), written=bool(concepts))

    @property
    def claims(self) -> tuple[str, ...]:
        """The concepts' claims, then the misconceptions'."""
        return (*(c.claim for c in self.concepts), *(wrong.claim for wrong in self.misconceptions))

    def alternatives(self) -> list[Rubric]:
        """Itself; without written concepts one rubric a reference, any of which is enough."""
        if self.written or len(self.references) == 1:
            return [self]
        return [
            Rubric.of_texts(self.question, [reference], (), self.misconceptions)
            for reference in self.references
        ]


def _label(claim: str) -> str:
    words = claim.split()
    short = " ".join(words[:LABEL_WORDS]).rstrip(",;:.")
    return short + ("…" if len(words) > LABEL_WORDS else "")
