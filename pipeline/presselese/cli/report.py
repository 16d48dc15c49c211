"""`presselese report`: a run as pages that a browser opens from disk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from presselese.cli.errors import stop


def report(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Directory of a run.")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="DIR", help="Folder to write. [default: RUN/report]")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of the pages: de or en.")] = "de",
) -> None:
    """Make pages to look through a run: lists, calendar, every release with its marks.

    They open from disk and ask nothing of the network. Example: presselese report outputs/archiv
    """
    import msgspec

    from presselese.export.formats import MissingExtra
    from presselese.export.report import LANGUAGES, write_report

    if lang not in LANGUAGES:
        stop(f"--lang: found {lang!r}, expected one of {', '.join(LANGUAGES)}")
    try:
        page = write_report(run, out or run / "report", lang)
    except (FileNotFoundError, FileExistsError, MissingExtra) as error:
        stop(str(error))
    except msgspec.DecodeError as error:
        stop(
            f"{run}: the records do not fit this version of presselese ({error}); run `presselese run` again"
        )
    typer.echo(f"written: {page}")
