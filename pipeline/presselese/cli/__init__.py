"""The command `presselese`. A file a command; what they do stands in the rooms."""

from __future__ import annotations

import typer

from presselese.cli import evaluate, export, gold, models, report, run, show

app = typer.Typer(
    name="presselese",
    help="German press releases in, structured records out.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("run", epilog=run.EPILOG)(run.run)
app.command("show")(show.show)
app.command("evaluate")(evaluate.evaluate)
app.add_typer(gold.app, name="gold")
app.command("export", epilog=export.EPILOG)(export.export)
app.command("report")(report.report)
app.add_typer(models.app, name="models")


@app.callback(invoke_without_command=True)
def _version(
    version: bool = typer.Option(False, "--version", help="Print the version and end."),
) -> None:
    if version:
        from presselese import __version__

        typer.echo(f"presselese {__version__}")
        raise typer.Exit


def main() -> None:
    """Entry point of the command. Exit codes: 0 all done, 1 done with failures or below a floor, 2 usage."""
    app()
