"""`presselese export`: a run's records in the formats of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from presselese.cli.errors import stop, stop_for

Format = Literal["csv", "jsonl", "xlsx", "parquet", "sqlite", "timeml", "ics", "geojson"]
TABLES = ("csv", "xlsx", "parquet", "sqlite")

EPILOG = """
Example: presselese export outputs/archiv --to xlsx archiv.xlsx

Example: presselese export outputs/archiv --to csv --excel tabellen
"""


def export(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Directory of a run.")],
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="File to write; a folder for csv, parquet and timeml.")
    ],
    to: Annotated[
        Format,
        typer.Option(
            "--to",
            help="csv, xlsx, parquet, sqlite: the tables. jsonl: the records. timeml: a file a release with its dates. "
            "ics: a calendar of announced events. geojson: the places.",
        ),
    ],
    excel: Annotated[
        bool, typer.Option("--excel", help="csv for Excel: byte order mark, semicolon, decimal comma.")
    ] = False,
    all_quotes: Annotated[
        bool, typer.Option("--all-quotes", help="Reported and free indirect speech in the tables, too.")
    ] = False,
) -> None:
    """Write a run for other programs."""
    from presselese.export.formats import write

    if excel and to != "csv":
        stop("--excel goes with --to csv")
    if all_quotes and to not in TABLES:
        stop(f"--all-quotes goes with --to {', '.join(TABLES)}")
    try:
        write(run, to, out, excel=excel, all_quotes=all_quotes)
    except (OSError, ImportError, ValueError) as error:
        stop_for(error)
    typer.echo(f"written: {out}")
