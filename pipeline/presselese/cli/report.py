"""`presselese report`: a run as pages that a browser opens from disk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from presselese.cli.errors import must_exist, stop_for


def report(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Directory of a run.")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="DIR", help="Folder to write (default: RUN/report).")
    ] = None,
    lang: Annotated[Literal["de", "en"], typer.Option("--lang", help="Language of the pages.")] = "de",
    inputs: Annotated[
        list[Path] | None,
        typer.Option(
            "--input",
            metavar="INPUT",
            help="Where the inputs of the run lie now, for the raw text beside each release; can be repeated "
            "(default: where the run read them).",
            show_default=False,
        ),
    ] = None,
    source: Annotated[
        bool, typer.Option("--source/--no-source", help="Show the raw text beside each release.")
    ] = True,
) -> None:
    """Make pages to look through a run: lists, calendar, every release with its marks.

    They open from disk and ask nothing of the network. Example: presselese report outputs/archiv
    """
    from presselese.cli.progress import counted
    from presselese.export.report import write_report

    for path in inputs or []:
        must_exist(path)
    try:
        with counted("releases") as progress:
            made = write_report(
                run, out or run / "report", lang, inputs=inputs if source else [], progress=progress
            )
    except (OSError, ImportError, ValueError) as error:
        stop_for(error)
    typer.echo(f"written: {made.page} (releases: {made.releases:,})")
    if source and made.without_source:
        typer.echo(
            f"no raw text for {made.without_source:,} of them: their sources were not found where the run read them, "
            "or have changed; say where they lie with --input"
        )
