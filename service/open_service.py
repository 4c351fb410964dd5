"""A service as the settings say: its encoder, its bank and where both are kept."""

from __future__ import annotations

from index import Encoder, OnnxEncoder, SentenceTransformerEncoder
from service.pack_folder import PackFolder
from service.service import Service
from service.settings import Settings


def make_encoder(settings: Settings) -> Encoder:
    """The encoder that the settings name; nothing is loaded yet."""
    if settings.encoder:
        return SentenceTransformerEncoder(settings.encoder)
    return OnnxEncoder(settings.encoder_folder, settings.threads)


def open_service(settings: Settings | None = None, encoder: Encoder | None = None) -> Service:
    """A service for these settings (by default those of the environment).

    The bank is read at once, so that an error in it shows now; models load on first use.
    """
    settings = settings or Settings()
    source = PackFolder(settings.pack, settings.parsed_folder)
    return Service(source.load(), encoder or make_encoder(settings), settings, source)
