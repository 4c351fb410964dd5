"""The wiring: settings and the one Service object that app and commands share."""

from service.errors import ServiceError, UnknownQuestionError
from service.service import Service, make_encoder, open_service
from service.settings import Settings

__all__ = [
    "Service",
    "ServiceError",
    "Settings",
    "UnknownQuestionError",
    "make_encoder",
    "open_service",
]
