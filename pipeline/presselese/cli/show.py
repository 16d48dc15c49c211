"""`presselese show`: one release's record, readable in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from presselese.cli.errors import FAILURES, must_exist, stop, stop_for
from presselese.pipeline_names import DEFAULT_MODEL


def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A release, in any format that `run` reads.")],
    model: Annotated[str, typer.Option(help="Name or path of the German spaCy pipeline.")] = DEFAULT_MODEL,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of publication, if the file names none.")
    ] = None,
    member: Annotated[int, typer.Option(min=1, help="Which release of a file that holds several.")] = 1,
    raw: Annotated[
        bool, typer.Option("--raw", help="Print the raw text that the raw offsets point into, nothing else.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the record as JSON.")] = False,
) -> None:
    """Show what is found in one release.

    Example: presselese show corpus/samples/gemeinde-partnerstaedte.txt
    """
    from itertools import islice

    from presselese.readers import Failure, ReaderOptions, read_inputs

    must_exist(file)
    if file.is_dir():
        stop(f"{file}: is a folder; show takes one file (`presselese run {file} -o OUT` reads them all)")
    source = next(islice(read_inputs([file], ReaderOptions()), member - 1, None), None)
    if source is None:
        stop(f"{file}: there is no release number {member} in it")
    if isinstance(source, Failure):
        stop(f"{file}: {source.reason}", FAILURES)
    if raw:
        typer.echo(source.raw)
        return

    import presselese
    from presselese.cli.view import render
    from presselese.record import encode

    try:
        nlp = presselese.load(model)
    except (OSError, ValueError) as error:
        stop_for(error)
    record = presselese.to_record(nlp(presselese.make_doc(nlp, source, published=published)))
    if as_json:
        typer.echo(encode(record).decode())
    else:
        render(record)
