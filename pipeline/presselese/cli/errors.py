"""One clear line on standard error, and the exit code that scripts can rely on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import typer

FAILURES = 1
USAGE = 2


def stop(message: str, code: int = USAGE) -> NoReturn:
    """End with one line on standard error."""
    typer.echo(f"presselese: {' '.join(message.split())}", err=True)
    raise typer.Exit(code)


def stop_for(error: Exception) -> NoReturn:
    """End with what an error says; one of the system without its number: `out.csv: Permission denied`."""
    if isinstance(error, OSError) and error.strerror:
        stop(f"{error.filename}: {error.strerror}" if error.filename else error.strerror)
    stop(str(error))


def must_exist(path: Path) -> None:
    """End where there is no such file or folder."""
    if not path.exists():
        stop(f"{path}: no such file or folder")


FAULTS_SHOWN = 20


def stop_for_faults(faults: Sequence[object]) -> NoReturn:
    """End with a line for each fault of a file, the first of them where there are many."""
    for fault in faults[:FAULTS_SHOWN]:
        typer.echo(f"presselese: {fault}", err=True)
    if len(faults) > FAULTS_SHOWN:
        typer.echo(
            f"presselese: … and {len(faults) - FAULTS_SHOWN} more; `presselese gold check PATH` lists all",
            err=True,
        )
    raise typer.Exit(USAGE)
