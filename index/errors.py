"""Every error that the index room raises.

VivaError
└── SearchError
    ├── EncoderError            a model cannot be loaded, or is not the one expected
    ├── DamagedIndexError       saved vectors are missing, cut short or altered
    └── StaleIndexError         saved vectors are whole but made from another bank or model
"""

from __future__ import annotations

from content import VivaError


class SearchError(VivaError):
    """Root of every error of the index room."""


class EncoderError(SearchError):
    """A model cannot be loaded, or is not the one that was expected."""


class DamagedIndexError(SearchError):
    """Saved vectors are missing, cut short or altered; they must be built again."""


class StaleIndexError(SearchError):
    """Saved vectors are whole, but made from another bank, model or format."""
