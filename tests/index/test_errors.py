"""The tree of errors of the index room."""

from __future__ import annotations

import pytest

from content import VivaError
from index import DamagedIndexError, EncoderError, SearchError, StaleIndexError


@pytest.mark.parametrize("error", [EncoderError, DamagedIndexError, StaleIndexError])
def test_every_error_of_the_room_is_a_search_error(error: type[Exception]) -> None:
    assert issubclass(error, SearchError)
    assert issubclass(SearchError, VivaError)
