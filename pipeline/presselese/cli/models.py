"""`presselese models`: which models are there, and how more are got."""

from __future__ import annotations

from typing import Annotated

import typer

from presselese.cli.errors import FAILURES, stop

app = typer.Typer(help="List the installed German models, or install one.", invoke_without_command=True)


@app.callback(invoke_without_command=True)
def models(context: typer.Context) -> None:
    """List the installed German models with version, scores and licence."""
    if context.invoked_subcommand is not None:
        return
    from presselese.model.packages import installed

    for line in installed():
        typer.echo(line)


@app.command("install")
def install(name: Annotated[str, typer.Argument(help="For example de_core_news_md.")]) -> None:
    """Install a model from its publisher's address, its hash checked. Example: presselese models install de_core_news_md"""
    from presselese.model.packages import ModelNotInstalled, install_model

    try:
        typer.echo(install_model(name))
    except KeyError as error:
        stop(str(error.args[0]))
    except ModelNotInstalled as error:
        stop(str(error), FAILURES)
