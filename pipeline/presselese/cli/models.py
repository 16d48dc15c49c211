"""`presselese models`: which models are there, and how more are got."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from presselese.cli.errors import FAILURES, stop

app = typer.Typer(help="List the installed German models, or install one.", invoke_without_command=True)


@app.callback(invoke_without_command=True)
def models(context: typer.Context) -> None:
    """List the installed German models with version, scores and licence."""
    if context.invoked_subcommand is not None:
        return
    from presselese.model.packages import installed

    found = installed()
    for model in found:
        typer.echo(f"{model.name} {model.version} ({model.licence}): {model.description}")
        typer.echo(f"  scores: {_scores(model.scores)}")
        if model.problem:
            typer.echo(f"  ! {model.problem}")
    if not found:
        typer.echo("no German model is installed: pip install ./models/de_presse_md")


def _scores(scores: dict[str, Any]) -> str:
    """`uas .888, names (press) .834` and so on, as the model's meta.json has them."""
    shown = []
    for name, value in scores.items():
        if isinstance(value, dict):
            value = value.get("all")
        if isinstance(value, float):
            shown.append(f"{name} {value:.3f}")
    return ", ".join(shown) or "none given"


@app.command("install")
def bring(name: Annotated[str, typer.Argument(help="For example de_core_news_md.")]) -> None:
    """Install a model from its publisher's address, its hash checked. Example: presselese models install de_core_news_md"""
    from presselese.model.packages import InstallError, install

    try:
        typer.echo(install(name))
    except InstallError as error:
        stop(str(error), FAILURES)
