from __future__ import annotations

import pytest

from content import Pack
from evaluator import Concept, InvalidRubricError, Rubric, WrongClaim

REFERENCE = "Bias is error from simple assumptions. Variance is sensitivity to the sample!"


def test_a_bank_question_gives_its_concepts_in_order(pack: Pack) -> None:
    question = pack.questions[0]
    rubric = Rubric.of_question(question)
    assert rubric.question == question.question
    assert rubric.references == (question.reference,)
    assert [c.label for c in rubric.concepts] == [c.label for c in question.key_concepts]
    assert [c.claim for c in rubric.concepts] == [c.claim for c in question.key_concepts]
    assert [c.weight for c in rubric.concepts] == [c.weight for c in question.key_concepts]
    assert [c.core for c in rubric.concepts] == [c.core for c in question.key_concepts]
    assert [(w.claim, w.contradicts) for w in rubric.misconceptions] == [
        (w.claim, w.contradicts) for w in question.misconceptions
    ]


def test_without_concepts_the_sentences_of_the_first_reference_are_the_claims() -> None:
    rubric = Rubric.of_texts("What is bias?", [REFERENCE, "Something else. And more."])
    assert [concept.claim for concept in rubric.concepts] == [
        "Bias is error from simple assumptions.",
        "Variance is sensitivity to the sample!",
    ]
    assert len({concept.weight for concept in rubric.concepts}) == 1
    assert not any(concept.core for concept in rubric.concepts)


def test_a_claim_without_a_label_is_labelled_by_its_first_words() -> None:
    rubric = Rubric.of_texts("?", ["Bias is error. Variance, as said, is how far a model moves."])
    assert [c.label for c in rubric.concepts] == ["Bias is error", "Variance, as said, is how…"]


def test_written_concepts_and_misconceptions_are_kept() -> None:
    concepts = (Concept("Bias", "Bias is error.", 2.5, core=True),)
    wrong = (WrongClaim("Bias is good."),)
    rubric = Rubric.of_texts("What is bias?", [REFERENCE], concepts, wrong)
    assert rubric.concepts == concepts
    assert rubric.misconceptions == wrong


def test_blank_references_are_left_out() -> None:
    rubric = Rubric.of_texts("What is bias?", ["", " \n", REFERENCE])
    assert rubric.references == (REFERENCE,)


@pytest.mark.parametrize(
    ("references", "concepts", "says"),
    [
        ([], [], "no reference"),
        (["", " \n\t"], [], "no reference"),
        (["?! ... --"], [], "no words"),
        ([REFERENCE], [Concept("Bias", " \n")], "'Bias' has an empty claim"),
        ([REFERENCE], [Concept("Bias", "Bias is error.", 0.0)], "'Bias' has weight 0"),
        ([REFERENCE], [Concept("Bias", "Bias is error.", -1.0)], "'Bias' has weight -1"),
        ([REFERENCE], [Concept("Bias", "Bias is error.", float("nan"))], "'Bias' has weight nan"),
        ([REFERENCE], [Concept("Bias", "Bias is error.", float("inf"))], "'Bias' has weight inf"),
    ],
)
def test_a_rubric_that_cannot_be_scored_against_is_refused(
    references: list[str], concepts: list[Concept], says: str
) -> None:
    with pytest.raises(InvalidRubricError, match=says):
        Rubric.of_texts("What is bias?", references, concepts)
