"""Export the encoder and build the search index of the question bank. Does nothing twice."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from _console import print_json, run
from index import export_encoder
from service import Settings, open_service


def main(
    json: Annotated[bool, typer.Option(help="Print the result as JSON.")] = False,
) -> None:
    """Export the encoder (once) and make the saved index match the question bank."""
    settings = Settings()
    console = Console(stderr=True, quiet=json)
    exported = False
    if not settings.encoder:
        with console.status("Exporting the encoder to ONNX (once, about 20 seconds)"):
            exported = export_encoder(settings.encoder_folder)
    service = open_service(settings)
    with console.status("Building the search index"):
        service.open_indexes()
    result = {
        "pack": service.pack.id,
        "questions": len(service.pack.questions),
        "encoder_exported": exported,
        "index": service.notice or "up to date",
    }
    if json:
        print_json(result)
    else:
        typer.echo(
            f"{service.pack.title}: {len(service.pack.questions)} questions. {result['index']}"
        )


if __name__ == "__main__":
    run(main)
