"""How it is scored: gates, judge, concepts, calibrated score, feedback."""

from evaluator.calibration import CONCEPT_FEATURES, Calibration
from evaluator.coverage import concept_features
from evaluator.encoder_judge import FEATURES, EncoderJudge, pair_features
from evaluator.errors import EvaluationError, InvalidAnswerError, InvalidRubricError
from evaluator.evaluation import (
    ConceptResult,
    Evaluation,
    Evidence,
    Feedback,
    Gate,
    GateResult,
    Status,
    Verdict,
)
from evaluator.evaluator import MAX_CHARACTERS, Evaluator, GradedTask
from evaluator.fitted import ENCODER_JUDGE_FILE, load_fitted
from evaluator.judge import STATUSES, ClaimPassage, Judge, Probabilities
from evaluator.logistic import LogisticModel
from evaluator.rubric import Concept, Rubric, WrongClaim
from evaluator.score import VERDICT_BOUNDS, raw_features, verdict_of
from evaluator.segments import Segment, passages

__all__ = [
    "CONCEPT_FEATURES",
    "ENCODER_JUDGE_FILE",
    "FEATURES",
    "MAX_CHARACTERS",
    "STATUSES",
    "VERDICT_BOUNDS",
    "Calibration",
    "ClaimPassage",
    "Concept",
    "ConceptResult",
    "EncoderJudge",
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
    "LogisticModel",
    "Probabilities",
    "Rubric",
    "Segment",
    "Status",
    "Verdict",
    "WrongClaim",
    "concept_features",
    "load_fitted",
    "pair_features",
    "passages",
    "raw_features",
    "verdict_of",
]
