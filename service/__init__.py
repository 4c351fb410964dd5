"""The wiring: settings and the one Service object that app and commands share."""

from service.errors import InvalidSettingsError, ServiceError, UnknownQuestionError
from service.service import Service, make_encoder, open_service
from service.settings import Settings

__all__ = [
    "InvalidSettingsError",
    "Service",
    "ServiceError",
    "Settings",
    "UnknownQuestionError",
    "make_encoder",
    "open_service",
]
