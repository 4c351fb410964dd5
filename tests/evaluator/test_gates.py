from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import Pack, Question
from evaluator import Gate, Rubric
from evaluator.gates import wording_gates
from tests.evaluator.made import QUESTION, RUBRIC

TERMS = [
    "bias",
    "variance",
    "overfitting",
    "underfitting",
    "regularization",
    "cross-validation",
    "complexity",
    "noise",
    "generalization",
    "dropout",
    "ensembles",
    "bagging",
    "boosting",
    "trees",
    "hyperparameters",
]

INNOCENT = {
    "prose": "High bias means the model is too simple; high variance means it chases noise.",
    "one short claim": "More data lowers variance.",
    "i don't know": "I don't know, sorry.",
    "terse bullets": (
        "- bias: too simple a model, underfits\n- variance: too flexible, overfits\n"
        "- total error = bias^2 + variance + noise\n- tune complexity by cross-validation"
    ),
    "terse arrows": (
        "high bias -> underfit; high variance -> overfit; more data lowers variance; "
        "bigger model lowers bias; regularisation raises bias, cuts variance"
    ),
    "terse definitions": (
        "Bias = error from wrong assumptions. Variance = sensitivity to training sample. "
        "Simple model: high bias. Complex model: high variance. Sweet spot minimises total error."
    ),
    "question restated first": (
        "The bias-variance tradeoff in machine learning is about a model being too simple, which "
        "underfits, or too flexible, which chases noise."
    ),
    "question quoted first": (
        f"{QUESTION} A simple model underfits, a flexible one fits noise, and you look for the "
        "size between."
    ),
    "formula": "MSE = E[(y - f(x))^2] = bias^2 + variance + noise",
    "update rule": "w := w - alpha * dL/dw; b := b - alpha * dL/db; repeat until |dL| < eps",
    "latex": (
        r"$\mathbb{E}[(y-\hat{f}(x))^2] = \mathrm{Bias}^2 + \mathrm{Var} + \sigma^2$, "
        r"$\frac{\partial L}{\partial w} = \frac{\partial L}{\partial a} "
        r"\cdot \frac{\partial a}{\partial w}$"
    ),
    "python": (
        "import numpy as np\ndef softmax(x):\n    e = np.exp(x - x.max())\n    return e / e.sum()"
    ),
    "calls": (
        "model.train()\noptimizer.zero_grad()\nloss.backward()\noptimizer.step()\n"
        "scheduler.step()\nmodel.eval()\ntorch.no_grad()"
    ),
    "pipeline": (
        "Pipeline([('scale', StandardScaler()), ('model', LogisticRegression(max_iter=1000))])"
        ".fit(X_train, y_train).score(X_test, y_test)"
    ),
    "sql": (
        "SELECT user_id, COUNT(*) FROM events WHERE ts > now() GROUP BY user_id "
        "HAVING COUNT(*) > 10"
    ),
    "german": (
        "Ein Modell mit hoher Verzerrung ist zu einfach, während hohe Varianz zur Überanpassung "
        "führt; man sucht schichtweise den Ausgleich."
    ),
    "german in ascii": (
        "Ein Modell mit hoher Varianz lernt das Rauschen der Trainingsdaten und generalisiert "
        "dann schlecht auf neuen Daten."
    ),
    "french": (
        "Un modèle à biais élevé est trop simple, tandis qu'une variance élevée conduit au "
        "surapprentissage des données."
    ),
    "french in ascii": (
        "Le surapprentissage arrive quand un algorithme apprend le bruit des exemples et perd "
        "toute performance sur les nouvelles observations."
    ),
    "spanish in ascii": (
        "Un modelo con alta varianza memoriza el ruido de los datos de entrenamiento y "
        "generaliza mal."
    ),
    "dutch in ascii": (
        "Overfitting betekent dat het model de ruis van de trainingsgegevens leert en slecht "
        "generaliseert."
    ),
    "italian in ascii": (
        "Un modello con alta varianza impara il rumore dei dati di addestramento e generalizza "
        "male su dati nuovi."
    ),
    "chinese": "偏差大表示模型太简单而欠拟合，方差大表示模型过拟合，需要在两者之间取得平衡。",
    "japanese": "バイアスが高いモデルは単純すぎて、バリアンスが高いモデルはノイズに適合します。",
    "russian": "Высокое смещение означает недообучение, а высокая дисперсия — переобучение.",
    "arabic": "الانحياز العالي يعني أن النموذج بسيط جدا ولا يتعلم",
    "polish": "Przetrenowanie oznacza, że model zbyt dobrze dopasowuje się do szczegółów zbioru.",
    "items of several words": (
        "first a baseline, then features, then a simple model, cross-validation, tuning, a look at "
        "the errors, drift checks, alerts, a rollback, retraining each month, a model card, review"
    ),
    "abbreviations": "GPUs run SGD steps for CNNs, RNNs and LSTMs faster than CPUs do.",
    "emoji beside words": "High bias underfits 😀 and high variance overfits 🎉",
}

GUILTY = {
    "empty": ("", Gate.EMPTY),
    "spaces": (" \t\r\n\u00a0\u2003 ", Gate.EMPTY),
    "question marks": ("???", Gate.NOT_LANGUAGE),
    "digits": ("1234 567 89", Gate.NOT_LANGUAGE),
    "mashed keys": ("asdfkjh qwlekrj zxcvbn asdkjfh qweoiru zmxncb", Gate.NOT_LANGUAGE),
    "mashed home row": ("fghjfghj dfghdfgh kjhgkjhg", Gate.NOT_LANGUAGE),
    "one word repeated": ("overfitting " * 20, Gate.NOT_LANGUAGE),
    "one word in many forms": ("Overfitting. overfitting, OVERFITTING!", Gate.NOT_LANGUAGE),
    "emoji only": ("😀😀😀 🎉", Gate.NOT_LANGUAGE),
    "null characters": ("\0\0\0", Gate.NOT_LANGUAGE),
    "direction marks": ("\u202e\u202d\u200f", Gate.NOT_LANGUAGE),
    "two words": ("less bias", Gate.TOO_SHORT),
    "yes": ("Yes.", Gate.TOO_SHORT),
    "question": (QUESTION, Gate.ECHO),
    "question twice": (f"{QUESTION} {QUESTION}", Gate.ECHO),
    "question in capitals": (QUESTION.upper(), Gate.ECHO),
    "question with filler": (
        "That is a great question. The bias-variance tradeoff in machine learning is a very "
        "important concept that I would need to explain well.",
        Gate.ECHO,
    ),
    "terms with commas": (", ".join(TERMS), Gate.KEYWORD_LIST),
    "terms without commas": (" ".join(TERMS), Gate.KEYWORD_LIST),
    "terms as bullets": ("\n".join(f"- {term}" for term in TERMS), Gate.KEYWORD_LIST),
    "terms with dots": (". ".join(TERMS), Gate.KEYWORD_LIST),
    "any words with commas": (
        "that, model, learns, from, noise, with, more, features, than, this, needs, less, error",
        Gate.KEYWORD_LIST,
    ),
    "acronyms": (
        "SVM KNN PCA LDA SGD RNN LSTM GRU CNN GAN VAE BERT GPT RAG RLHF",
        Gate.KEYWORD_LIST,
    ),
}


def fired(rubric: Rubric, answer: str) -> list[Gate]:
    return [result.gate for result in wording_gates(rubric, answer)]


@pytest.mark.parametrize("answer", INNOCENT.values(), ids=INNOCENT.keys())
def test_what_only_looks_like_a_trick_passes(answer: str) -> None:
    assert fired(RUBRIC, answer) == []


@pytest.mark.parametrize(("answer", "gate"), GUILTY.values(), ids=GUILTY.keys())
def test_what_is_no_answer_is_stopped(answer: str, gate: Gate) -> None:
    assert fired(RUBRIC, answer) == [gate]


def test_each_gate_of_the_wording_has_a_guilty_example() -> None:
    assert {gate for _, gate in GUILTY.values()} == set(Gate) - {Gate.OFF_TOPIC, Gate.TO_GRADER}


@pytest.mark.parametrize(("answer", "_"), GUILTY.values(), ids=GUILTY.keys())
def test_a_gate_tells_the_writer_what_to_do(answer: str, _: Gate) -> None:
    (result,) = wording_gates(RUBRIC, answer)
    assert len(result.message.split()) >= 6
    assert result.message.endswith(".")


@given(st.text(st.characters(), max_size=80))
def test_at_most_one_gate_fires_on_any_text(answer: str) -> None:
    assert len(fired(RUBRIC, answer)) <= 1


SHORT_ANSWERS = {
    "one word": ("In which unit is it measured?", "Degrees Celsius are meant.", "Celsius."),
    "a number": ("How many layers does it have?", "It has 12 layers.", "12"),
    "addresses": (
        "Which addresses are reserved?",
        "Those of 0.0.0.0/8 and 127.0.0.0/8 are reserved.",
        "0.0.0.0 - 0.255.255.255 10.0.0.0 - 10.255.255.255 127.0.0.0 - 127.255.255.255",
    ),
    "the question's own words": (
        "Is the speed of the ball increasing, constant or decreasing on its way up?",
        "The speed is decreasing.",
        "The speed is decreasing.",
    ),
    "one side of a choice": ("Is the lamp on or is the fan on?", "The fan is on.", "The fan."),
}


@pytest.mark.parametrize(
    ("question", "reference", "answer"), SHORT_ANSWERS.values(), ids=SHORT_ANSWERS.keys()
)
def test_a_short_answer_passes_where_nobody_wrote_concepts(
    question: str, reference: str, answer: str
) -> None:
    assert fired(Rubric.of_texts(question, [reference]), answer) == []


def test_a_list_of_terms_passes_where_the_reference_is_one() -> None:
    listed = "\n".join(f"- {term}" for term in TERMS)
    question = "List terms that belong to model selection."
    assert fired(Rubric.of_texts(question, [", ".join(TERMS)]), listed) == []
    prose = "Regularization and dropout lower variance, and boosting lowers bias."
    assert fired(Rubric.of_texts(question, [prose]), listed) == [Gate.KEYWORD_LIST]


def test_no_reference_is_stopped(pack: Pack) -> None:
    for question in pack.questions:
        for answer in _true_answers(question):
            assert fired(Rubric.of_question(question), answer) == [], answer


def test_no_reference_with_typos_in_8_of_100_letters_is_stopped(pack: Pack) -> None:
    chance = random.Random(8)
    for question in pack.questions:
        for answer in _true_answers(question):
            typed = _with_typos(answer, 0.08, chance)
            assert typed != answer
            assert fired(Rubric.of_question(question), typed) == [], typed


def test_every_question_repeated_is_an_echo(pack: Pack) -> None:
    for question in pack.questions:
        for frame in ("{}", "{0} {0}", "Good question! {}", "So the question is: {} Well, yes."):
            assert fired(Rubric.of_question(question), frame.format(question.question)) == [
                Gate.ECHO
            ]


def _true_answers(question: Question) -> tuple[str, ...]:
    claims = [concept.claim for concept in question.key_concepts]
    return (
        question.reference,
        f"{question.question} {question.reference}",
        "\n".join(f"- {claim}" for claim in claims),
    )


def _with_typos(text: str, share: float, chance: random.Random) -> str:
    """The text with this share of its letters wrong, left out, doubled or swapped with the next."""
    typed = list(text)
    for place, letter in enumerate(text[:-1]):
        if letter.isalpha() and chance.random() < share:
            wrong = chance.choice("abcdefghijklmnopqrstuvwxyz")
            typed[place] = chance.choice([wrong, "", letter * 2, text[place + 1] + letter])
    return "".join(typed)
