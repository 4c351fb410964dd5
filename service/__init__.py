"""The wiring: settings and the one Service object that app and commands share."""

from service.bank_checks import BankChecker, Check, Finding, thin_themes
from service.claim_suggestions import SuggestedClaim, suggest_claims
from service.errors import InvalidSettingsError, ServiceError, UnknownQuestionError
from service.question_check import QuestionCheck, check_question
from service.service import Service, make_encoder, open_service
from service.settings import Settings

__all__ = [
    "BankChecker",
    "Check",
    "Finding",
    "InvalidSettingsError",
    "QuestionCheck",
    "Service",
    "ServiceError",
    "Settings",
    "SuggestedClaim",
    "UnknownQuestionError",
    "check_question",
    "make_encoder",
    "open_service",
    "suggest_claims",
    "thin_themes",
]
