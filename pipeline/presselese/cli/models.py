"""`presselese models`: which models are there, and how more are got."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from presselese.cli.errors import FAILURES, USAGE, stop

app = typer.Typer(invoke_without_command=True)


@app.callback(invoke_without_command=True)
def models(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List the installed German models with version, scores and licence, or install one.

    Example: presselese models
    """
    if context.invoked_subcommand is not None:
        return
    from dataclasses import asdict

    from presselese.model.packages import installed

    found = installed()
    if as_json:
        typer.echo(json.dumps([asdict(model) for model in found], ensure_ascii=False, indent=1))
        return
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
    """Install a model from its publisher's address, its hash checked.

    Example: presselese models install de_core_news_md
    """
    from presselese.model.packages import PUBLISHED, InstallError, install

    try:
        typer.echo(install(name))
    except InstallError as error:
        stop(str(error), FAILURES if name in PUBLISHED else USAGE)
