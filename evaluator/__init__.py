"""How it is scored: gates, judge, concepts, calibrated score, feedback."""

from evaluator.calibration import CONCEPT_FEATURES, SCORE_FEATURES, Calibration, ScoreModel
from evaluator.coverage import Signals, concept_features, spoken_texts, status_of
from evaluator.cross_encoder_judge import JUDGE_FOLDER, CrossEncoderJudge
from evaluator.errors import EvaluationError, InvalidAnswerError, InvalidRubricError
from evaluator.evaluation import (
    ConceptResult,
    Evaluation,
    Evidence,
    Feedback,
    Gate,
    GateResult,
    Status,
    Unread,
    UnreadReason,
    Verdict,
)
from evaluator.evaluator import MAX_CHARACTERS, Evaluator, GradedTask
from evaluator.fitted import CALIBRATION_FILE, FORMAT_VERSION, judge_digest, load_calibration
from evaluator.judge import STATUSES, Judge, Judgement, Probabilities, Reading
from evaluator.judge_layout import (
    CLS,
    INPUT_NAMES,
    OUTPUT_NAMES,
    Layout,
    encode_parts,
    inputs_of,
    lay_out,
    load_tokenizer,
)
from evaluator.logistic import LogisticModel
from evaluator.orders import ORDERS_FILE, ORDERS_FORMAT, OrderDetector, load_order_detector
from evaluator.rubric import Concept, Rubric, WrongClaim
from evaluator.score import VERDICT_BOUNDS, score_features, verdict_of
from evaluator.segments import Segment, passages, sentences
from evaluator.word_lists import COPULAS, STOP_WORDS, VERBS

__all__ = [
    "CALIBRATION_FILE",
    "CLS",
    "CONCEPT_FEATURES",
    "COPULAS",
    "FORMAT_VERSION",
    "INPUT_NAMES",
    "JUDGE_FOLDER",
    "MAX_CHARACTERS",
    "ORDERS_FILE",
    "ORDERS_FORMAT",
    "OUTPUT_NAMES",
    "SCORE_FEATURES",
    "STATUSES",
    "STOP_WORDS",
    "VERBS",
    "VERDICT_BOUNDS",
    "Calibration",
    "Concept",
    "ConceptResult",
    "CrossEncoderJudge",
    "Evaluation",
    "EvaluationError",
    "Evaluator",
    "Evidence",
    "Feedback",
    "Gate",
    "GateResult",
    "GradedTask",
    "InvalidAnswerError",
    "InvalidRubricError",
    "Judge",
    "Judgement",
    "Layout",
    "LogisticModel",
    "OrderDetector",
    "Probabilities",
    "Reading",
    "Rubric",
    "ScoreModel",
    "Segment",
    "Signals",
    "Status",
    "Unread",
    "UnreadReason",
    "Verdict",
    "WrongClaim",
    "concept_features",
    "encode_parts",
    "inputs_of",
    "judge_digest",
    "lay_out",
    "load_calibration",
    "load_order_detector",
    "load_tokenizer",
    "passages",
    "score_features",
    "sentences",
    "spoken_texts",
    "status_of",
    "verdict_of",
]
