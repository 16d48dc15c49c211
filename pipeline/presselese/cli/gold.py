"""presselese gold: check annotated releases, carry them to annotation tools and back, compare annotators."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Annotated releases (gold): check, export, import, agreement.", no_args_is_help=True)


@app.callback()
def gold() -> None:
    """Annotated releases (gold): check, export, import, agreement."""


@app.command()
def check(
    path: Annotated[Path, typer.Argument(help="A gold file (.json, .jsonl) or a folder of them.")],
    strict: Annotated[bool, typer.Option("--strict", help="Count notices as faults.")] = False,
) -> None:
    """Say every fault of gold files with file, line and reason.

    Example: presselese gold check corpus/gold/dev
    """
    from presselese.gold.files import check as check_files

    golds, faults = check_files(path)
    for fault in faults:
        typer.echo(fault)
    grave = sum(fault.grave for fault in faults)
    typer.echo(f"{len(golds)} releases, {grave} faults, {len(faults) - grave} notices")
    if grave or (strict and faults):
        raise typer.Exit(2)
