"""The wiring: settings and the one Service object that app and commands share."""

from service.bank_checks import BankChecker, Check, Finding, thin_themes
from service.errors import InvalidSettingsError, ServiceError, UnknownQuestionError
from service.open_service import make_encoder, open_service
from service.pack_folder import PackFolder
from service.service import Service
from service.settings import Settings

__all__ = [
    "BankChecker",
    "Check",
    "Finding",
    "InvalidSettingsError",
    "PackFolder",
    "Service",
    "ServiceError",
    "Settings",
    "UnknownQuestionError",
    "make_encoder",
    "open_service",
    "thin_themes",
]
