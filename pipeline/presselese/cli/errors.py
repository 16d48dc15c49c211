"""One clear line on standard error, and the exit code that scripts can rely on."""

from __future__ import annotations

from typing import NoReturn

import typer

FAILURES = 1
USAGE = 2


def stop(message: str, code: int = USAGE) -> NoReturn:
    """End with one line on standard error."""
    typer.echo(f"presselese: {' '.join(message.split())}", err=True)
    raise typer.Exit(code)
