"""One clear line on standard error, and the exit code that scripts can rely on."""

from __future__ import annotations

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
