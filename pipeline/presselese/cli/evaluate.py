"""`presselese evaluate`: scores against annotated files, and the gate for CI."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from presselese.cli.errors import FAILURES, must_exist, stop, stop_for, stop_for_faults
from presselese.pipeline_names import DEFAULT_MODEL

STANDARD_OUTPUT = Path("-")
Kind = Literal["gold", "timeml", "quotations", "iob2", "conllu", "segments"]


def evaluate(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="An annotated file, or a folder of them.")],
    kind: Annotated[Kind, typer.Option(help="What kind of files they are.")] = "gold",
    records: Annotated[
        Path | None,
        typer.Option(
            metavar="RUN", help="Score the records of a finished run instead of running the pipeline."
        ),
    ] = None,
    model: Annotated[str, typer.Option(help="Name or path of the German spaCy pipeline.")] = DEFAULT_MODEL,
    guideline: Annotated[
        Literal["press", "germeval"] | None,
        typer.Option(
            help="Whose idea of a name the model is asked for. [default: germeval for iob2, else press]"
        ),
    ] = None,
    json_file: Annotated[
        Path | None,
        typer.Option(
            "--json", metavar="FILE", help="Write all figures as JSON; - prints them, and no table."
        ),
    ] = None,
    floors: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Thresholds: exit code 1 if a figure is below its floor."),
    ] = None,
    update_floors: Annotated[
        bool, typer.Option("--update-floors", help="Raise the floors to these figures (never lowers).")
    ] = False,
    allow_lower: Annotated[
        str | None,
        typer.Option(
            metavar="REASON", help="With --update-floors: lower floors too; the reason is kept in the file."
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The --json of an earlier evaluation: show what changed."),
    ] = None,
    junit: Annotated[Path | None, typer.Option(metavar="FILE", help="Write JUnit XML.")] = None,
    markdown: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a Markdown summary (fits a GitHub step summary)."),
    ] = None,
    readme: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Put the table of figures between <!-- scores KIND --> and <!-- /scores KIND -->.",
        ),
    ] = None,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="With --readme: change nothing, exit code 1 if the table there is not this one."
        ),
    ] = False,
    report: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write a page that shows everything wrong in its text.")
    ] = None,
) -> None:
    """Score the pipeline, or a finished run, against annotated files.

    Example: presselese evaluate corpus/gold/dev
    """
    from presselese.gold import evaluation as of
    from presselese.gold import gate, summary
    from presselese.gold.files import FaultyInput
    from presselese.gold.report import write_report

    for given in (path, records, baseline):
        if given:
            must_exist(given)
    for wrong, message in (
        (records and kind != "gold", f"--records scores runs against gold files, not against --kind {kind}"),
        (update_floors and not floors, "--update-floors needs --floors FILE"),
        (allow_lower is not None and not update_floors, "--allow-lower REASON needs --update-floors"),
        (allow_lower is not None and not allow_lower.strip(), "--allow-lower needs a reason"),
        (check and not readme, "--check needs --readme FILE"),
    ):
        if wrong:
            stop(message)
    try:
        result = of.evaluate_records(path, records) if records else of.evaluate(path, kind, model, guideline)
        thresholds = (
            gate.read_floors(floors, result) if floors and (floors.exists() or not update_floors) else None
        )
        if thresholds and floors and not update_floors:
            gate.check_hold(floors, thresholds, result)
        changed = gate.change(gate.read_baseline(baseline, result), result) if baseline else None
    except FaultyInput as error:
        stop_for_faults(error.faults)
    except (OSError, ValueError) as error:
        stop_for(error)
    if update_floors and floors:
        thresholds = gate.update_floors(thresholds, result, allow_lower)
        gate.write_floors(floors, thresholds)
    figures = json.dumps(result.to_json(), ensure_ascii=False, indent=1)
    piped = json_file == STANDARD_OUTPUT
    for line in [figures] if piped else summary.lines(result, thresholds, changed):
        typer.echo(line)
    outdated: list[str] = []
    try:
        if json_file and not piped:
            json_file.write_text(figures + "\n", "utf-8")
        if junit:
            junit.write_bytes(summary.junit(result, thresholds, changed))
        if markdown:
            markdown.write_text(summary.markdown(result, thresholds, changed), "utf-8")
        if readme and check:
            outdated = summary.outdated(readme, result)
        elif readme:
            summary.write_into(readme, result)
        if report:
            typer.echo(f"report: {write_report(report, result, thresholds, changed)}", err=piped)
    except (OSError, ValueError) as error:
        stop_for(error)
    for line in outdated:
        typer.echo(f"presselese: {readme}: {line}; without --check the table is written", err=True)
    if outdated or result.failed or (thresholds and gate.below(thresholds, result)):
        raise typer.Exit(FAILURES)
