"""The one configuration object, read once from the environment (VIVA_...) at the edge."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.errors import InvalidSettingsError

BYTES_OF_MB = 1_000_000
ROOT = Path(__file__).resolve().parent.parent

LEAST_CODE = 8
"""Least characters of an author's code: a random code outlasts 30 guesses a minute."""


class Settings(BaseSettings):
    """Where things are and which model is used. Frozen. Raises InvalidSettingsError."""

    model_config = SettingsConfigDict(env_prefix="VIVA_", frozen=True, extra="ignore")

    pack: Path = Field(
        default=ROOT / "content" / "packs" / "ml-engineer",
        description="Folder of the question pack.",
    )
    data: Path = Field(
        default=ROOT / ".viva",
        description="Folder of what set-up makes: the exported encoder and the saved index.",
    )
    encoder: str = Field(
        default="",
        description="A sentence-transformers model, by folder or name; empty for the default.",
    )
    threads: int = Field(
        default=0, ge=0, description="Threads of one model call; 0 for one each core."
    )

    index_memory_mb: int | None = Field(
        default=None,
        ge=1,
        description="Most memory, in MB, that searching a bank's vectors may take; unset for any.",
    )

    author_code: SecretStr | None = Field(
        default=None,
        min_length=LEAST_CODE,
        description="What a person types to edit the bank in the app; unset for no code.",
    )

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            problems = (
                f"VIVA_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()
            )
            raise InvalidSettingsError("; ".join(problems)) from None

    @property
    def encoder_folder(self) -> Path:
        """Where the default encoder is exported to."""
        return self.data / "models" / "all-MiniLM-L6-v2"

    @property
    def tokenizer(self) -> Path:
        """The vocabulary of the default encoder."""
        return self.encoder_folder / "tokenizer.json"

    def index_folder(self, pack_id: str) -> Path:
        """Where the vectors of a pack are saved."""
        return self.data / "index" / pack_id

    @property
    def index_memory(self) -> int | None:
        """Most bytes of memory that a store of vectors may take; None is as much as it takes."""
        return None if self.index_memory_mb is None else self.index_memory_mb * BYTES_OF_MB

    @property
    def parsed_folder(self) -> Path:
        """Where the parsed files of packs are kept."""
        return self.data / "parsed"
