"""`presselese export`: a run's records in the formats of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from presselese.cli.errors import stop

FORMATS = ("csv", "jsonl", "xlsx", "parquet", "sqlite", "timeml", "ics", "geojson")


def export(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Directory of a run.")],
    to: Annotated[str, typer.Option("--to", help=f"One of: {' '.join(FORMATS)}.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="File or folder to write.")],
    excel: Annotated[
        bool, typer.Option("--excel", help="csv for Excel: byte order mark, semicolon, decimal comma.")
    ] = False,
    all_quotes: Annotated[
        bool, typer.Option("--all-quotes", help="Reported and free indirect speech, too.")
    ] = False,
) -> None:
    """Write a run's tables for other programs. Example: presselese export outputs/archiv --to xlsx archiv.xlsx"""
    from presselese.export.formats import MissingExtra, write

    if to not in FORMATS:
        stop(f"--to: found {to!r}, expected one of {', '.join(FORMATS)}")
    if excel and to != "csv":
        stop("--excel goes with --to csv")
    try:
        write(run, to, out, excel=excel, all_quotes=all_quotes)
    except (FileNotFoundError, MissingExtra) as error:
        stop(str(error))
    typer.echo(f"written: {out}")
