"""Check question packs beyond their form: twins, claims without support, thin themes."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Annotated

import typer

from _console import ROOT, print_json, run
from service import BankChecker, Finding, Settings, make_encoder, open_service

PACKS = ROOT / "content" / "packs"


def main(
    packs: Annotated[
        list[Path] | None, typer.Argument(help="Folders of packs; by default all of content/packs.")
    ] = None,
    json: Annotated[bool, typer.Option(help="Print the findings as JSON.")] = False,
) -> None:
    """Say what is wrong, where, and what to do; exit status 1 if a finding is not accepted."""
    folders = packs or sorted(path.parent for path in PACKS.glob("*/pack.yaml"))
    encoder = make_encoder(Settings())
    services = [open_service(Settings(pack=folder), encoder) for folder in folders]
    checker = BankChecker(services)
    findings = list(checker.findings())
    open_ones = [finding for finding in findings if not checker.accepted(finding)]
    unused = list(checker.unused_acceptances(findings))
    if json:
        print_json([finding._asdict() for finding in (*open_ones, *unused)])
    else:
        _print([*open_ones, *unused])
        questions = sum(len(service.pack.questions) for service in services)
        accepted = len(findings) - len(open_ones)
        typer.echo(
            f"{questions} questions in {len(services)} packs: {len(open_ones) + len(unused)} "
            f"findings, {accepted} accepted"
        )
    raise SystemExit(bool(open_ones or unused))


def _print(findings: list[Finding]) -> None:
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_file[f"{finding.pack}/questions/{finding.theme}.yaml"].append(finding)
    for file, found in sorted(by_file.items()):
        typer.echo(file)
        for finding in found:
            typer.echo(f"  {finding.item}: {finding.field}: {finding.message} [{finding.check}]")


if __name__ == "__main__":
    run(main)
