"""Every error that the service room raises.

VivaError
└── ServiceError
    └── UnknownQuestionError    an id that the bank does not have
"""

from __future__ import annotations

from content import VivaError


class ServiceError(VivaError):
    """Root of every error of the service room."""


class UnknownQuestionError(ServiceError):
    """No question of the bank has this id."""
