"""`presselese gold`: check annotated releases, carry them to annotation tools and back, compare annotators."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from presselese.cli.errors import FAILURES, USAGE, must_exist, stop_for, stop_for_faults

Tool = Literal["label-studio", "prodigy", "doccano", "brat", "inception"]

app = typer.Typer(help="Annotated releases (gold): check, export, import, agreement.", no_args_is_help=True)


@app.command()
def check(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="A gold file (.json, .jsonl) or a folder of them.")
    ],
    strict: Annotated[bool, typer.Option("--strict", help="Count notices as faults.")] = False,
) -> None:
    """Say every fault of gold files with file, line and reason.

    Example: presselese gold check corpus/gold/dev
    """
    from presselese.gold.files import check as check_files

    must_exist(path)
    golds, faults = check_files(path)
    for fault in faults:
        typer.echo(fault)
    grave = sum(fault.grave for fault in faults)
    typer.echo(f"{len(golds)} releases, {grave} faults, {len(faults) - grave} notices")
    if grave or (strict and faults):
        raise typer.Exit(USAGE)


@app.command("export")
def export_tasks(
    source: Annotated[Path, typer.Argument(metavar="RUN", help="A run directory, or gold files.")],
    tool: Annotated[Tool, typer.Option("--to", help="The annotation tool.")],
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where the tool's files are written. [default: RUN-TOOL]"),
    ] = None,
    inputs: Annotated[
        list[Path] | None,
        typer.Option(
            "--input",
            metavar="PATH",
            help="Where the texts of the run lie now, if not where its manifest says.",
        ),
    ] = None,
) -> None:
    """Write tasks for an annotation tool, with what the run found as proposals.

    Example: presselese gold export outputs/archiv --to label-studio --out tasks
    """
    from presselese.gold.files import FaultyInput, read
    from presselese.gold.proposals import proposals
    from presselese.gold.tools import write_tasks

    must_exist(source)
    is_run = (source / "records").is_dir()
    folder = out or source.with_name(f"{source.stem}-{tool}")
    try:
        golds, notes = proposals(source, inputs or []) if is_run else (read(source), [])
        lost = write_tasks(golds, tool, folder, looked_at=not is_run)
    except FaultyInput as error:
        stop_for_faults(error.faults)
    except (ImportError, OSError) as error:
        stop_for(error)
    for note in [*notes, *lost]:
        typer.echo(f"note: {note}")
    typer.echo(f"{len(golds)} releases written to {folder}")
    if notes:
        raise typer.Exit(FAILURES)


@app.command("import")
def import_gold(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="A file of the annotation tool, or a folder of them.")
    ],
    tool: Annotated[Tool, typer.Option("--from", help="The annotation tool.")],
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where the gold files are written. [default: PATH-gold]"),
    ] = None,
    texts: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="Gold files with the original texts, if the tool has changed white space or letters.",
        ),
    ] = None,
) -> None:
    """Read annotations back as gold files.

    Example: presselese gold import export.json --from label-studio --out gold
    """
    from presselese.gold.files import FaultyInput, read
    from presselese.gold.tools import read_gold, write_gold

    must_exist(path)
    folder = out or path.with_name(f"{path.stem}-gold")
    try:
        originals = {gold.id: gold.text for gold in read(texts)} if texts else {}
        golds, notes = read_gold(path, tool, originals)
        write_gold(golds, folder)
    except FaultyInput as error:
        stop_for_faults(error.faults)
    except (ImportError, OSError) as error:
        stop_for(error)
    for note in notes:
        typer.echo(f"note: {note}")
    typer.echo(f"{len(golds)} releases written to {folder}")


@app.command()
def agreement(
    first: Annotated[Path, typer.Argument(metavar="A", help="Gold files of one annotator.")],
    second: Annotated[Path, typer.Argument(metavar="B", help="Gold files of another, of the same releases.")],
    differences: Annotated[bool, typer.Option("--differences", help="List where they differ.")] = False,
) -> None:
    """Compare two annotators.

    Example: presselese gold agreement gold/anna gold/ben
    """
    from presselese.gold.agreement import agreement as compare
    from presselese.gold.files import FaultyInput, read
    from presselese.gold.summary import interval_of, told, value_of

    must_exist(first)
    must_exist(second)
    try:
        figures, scored, notes = compare(read(first), read(second))
    except FaultyInput as error:
        stop_for_faults(error.faults)
    for name, figure in figures.items():
        typer.echo(f"{name:33} {value_of(figure):6} {interval_of(figure):12} of {figure.support}")
    for note in notes:
        typer.echo(f"note: {note}")
    if differences:
        for document in scored:
            for difference in document.errors:
                typer.echo(f"{document.id}: {told(difference)}")
