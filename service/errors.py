"""Every error that the service room raises.

VivaError
└── ServiceError
    ├── InvalidSettingsError    a setting of the environment that has no sense
    └── UnknownQuestionError    an id that the bank does not have
"""

from __future__ import annotations

from content import VivaError


class ServiceError(VivaError):
    """Root of every error of the service room."""


class InvalidSettingsError(ServiceError):
    """A setting is not of its form; the message names the variable."""


class UnknownQuestionError(ServiceError):
    """No question of the bank has this id."""
