"""A maker of question sets from the real pack, by the fake encoder."""

from __future__ import annotations

import pytest

from content import Pack
from index import EntryTable, SearchIndex, filled_store, question_entries
from interview import SetMaker
from tests.conftest import FakeEncoder, seeded_pack


def maker_of(pack: Pack) -> SetMaker:
    encoder = FakeEncoder()
    table = EntryTable(question_entries(pack))
    vectors = encoder.encode([row.text for row in table.rows])
    index = SearchIndex(table, vectors, encoder, filled_store(table, vectors))
    return SetMaker(pack, index, encoder.encode)


@pytest.fixture(scope="session")
def pack(pack: Pack) -> Pack:
    """The questions of the guide only: small, and never grows."""
    return seeded_pack(pack)


@pytest.fixture(scope="session")
def maker(pack: Pack) -> SetMaker:
    return maker_of(pack)
