"""The wiring: settings and the one Service object that app and commands share."""

from service.bank_checks import BankChecker, Check, Finding, thin_themes
from service.bank_map import MapPoint, bank_map
from service.claim_suggestions import SuggestedClaim, suggest_claims
from service.errors import InvalidSettingsError, UnknownQuestionError
from service.open_service import make_encoder, open_service
from service.pack_folder import PackFolder
from service.question_check import QuestionCheck, check_question
from service.reading_ease import reading_grade
from service.service import Service
from service.settings import Settings
from service.wording_problems import wording_problems

__all__ = [
    "BankChecker",
    "Check",
    "Finding",
    "InvalidSettingsError",
    "MapPoint",
    "PackFolder",
    "QuestionCheck",
    "Service",
    "Settings",
    "SuggestedClaim",
    "UnknownQuestionError",
    "bank_map",
    "check_question",
    "make_encoder",
    "open_service",
    "reading_grade",
    "suggest_claims",
    "thin_themes",
    "wording_problems",
]
