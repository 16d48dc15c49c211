"""`presselese run`: a folder of releases in, a run directory out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from presselese.cli.errors import FAILURES, stop, stop_for
from presselese.pipeline_names import DEFAULT_MODEL

EPILOG = """
Example: presselese run pressearchiv/ -o outputs/archiv --workers 2

Exit codes: 0 all documents done; 1 done, but some failed (named in the summary and in ledger.jsonl);
2 wrong usage or configuration, nothing was started. A run that was ended goes on when the command is given again.
"""


def run(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="INPUT...",
            help="Files and folders: .txt .md .html .pdf .docx .rtf .eml .json .jsonl .csv .warc .zip (also packed as "
            ".xz or .gz). A folder is walked; what is no release is named as skipped.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Directory of the run; goes on where an earlier run ended.")
    ],
    model: Annotated[str, typer.Option(help="Name or path of the German spaCy pipeline.")] = DEFAULT_MODEL,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Day of publication (2023-03-28) of documents that name none themselves."
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes; default: the processor's cores.")
    ] = None,
    engine: Annotated[
        Literal["local", "dask"],
        typer.Option(help="local: processes of this machine; dask: several machines (see docs/scale.md)."),
    ] = "local",
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Of a running Dask scheduler: tcp://host:8786.")
    ] = None,
    threads: Annotated[int, typer.Option(min=1, help="Compute threads of each worker.")] = 1,
    names: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Your edited names.csv of an earlier run."),
    ] = None,
    topics: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Your own topics (TOML, see docs/topics.md)."),
    ] = None,
    fields: Annotated[
        list[str] | None,
        typer.Option(
            "--field",
            metavar="FIELD=COLUMN",
            help="Which column of a .csv or .json is which: text=Inhalt. Can be repeated.",
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Only what was published on this day or later; undated is kept."),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=0, help="At most so many new documents.")] = None,
    split: Annotated[
        bool, typer.Option("--split", help="A record for each report of a collective release.")
    ] = False,
    all_quotes: Annotated[
        bool, typer.Option("--all-quotes", help="Reported and free indirect speech in quotes.csv, too.")
    ] = False,
    time_limit: Annotated[float, typer.Option(min=1, metavar="SECONDS", help="For one document.")] = 45.0,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Do documents again that failed.")
    ] = False,
    rerun: Annotated[
        bool, typer.Option("--rerun", help="Make all again where version, model or options changed.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, only the summary.")] = False,
    log: Annotated[
        Literal["text", "json"],
        typer.Option(help="Progress as text, or as a line of JSON a document on standard error."),
    ] = "text",
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Read press releases and write records (JSON Lines) and tables (CSV).

    OUT holds records/part-*.jsonl, tables/*.csv, ledger.jsonl (a line a document), manifest.json, schema.json and
    names.csv.
    """
    import os
    import signal

    from presselese.batch.job import ConfigurationChanged, Run
    from presselese.batch.options import RunOptions
    from presselese.batch.pool import EngineError
    from presselese.cli.progress import follow, summary_json, summary_lines
    from presselese.folder import DirectoryInUse

    if out.is_file():
        stop(f"--out: {out} is a file, expected a directory (it is made if it is missing)")
    options = RunOptions(
        engine=engine,
        scheduler=scheduler,
        model=model,
        published=_day("--published", published),
        names=names,
        topics=topics,
        split=split,
        all_quotes=all_quotes,
        fields=tuple(_field(item) for item in fields or ()),
        since=_day("--since", since),
        limit=limit,
        workers=workers or os.cpu_count() or 1,
        threads=threads,
        time_limit=time_limit,
        retry_failed=retry_failed,
        rerun=rerun,
    )
    signal.signal(
        signal.SIGTERM, signal.default_int_handler
    )  # what ends a container or a cluster's job is a Ctrl-C
    try:
        job = Run(inputs, out, options)
        follow(job, quiet=quiet, log=log)
    except (FileNotFoundError, ConfigurationChanged, DirectoryInUse, EngineError, ValueError) as error:
        stop_for(error)
    except OSError as error:
        stop(
            f"{out}: {error.strerror or error}; what is in the ledger is kept, give the same command to go on",
            FAILURES,
        )
    except KeyboardInterrupt:
        stop("ended; what is in the ledger is kept, give the same command to go on", 130)
    for line in [summary_json(job)] if as_json else summary_lines(job):
        typer.echo(line)
    if job.summary.failed:
        raise typer.Exit(FAILURES)


def _day(option: str, text: str | None) -> str | None:
    from datetime import date

    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        stop(f"{option}: found {text!r}, expected a day as 2023-03-28")


def _field(item: str) -> tuple[str, str]:
    field, mark, column = item.partition("=")
    if not mark or not field or not column:
        stop(f"--field: found {item!r}, expected FIELD=COLUMN, for example text=Inhalt")
    return field, column
