"""The report page: every wrong thing in its text, in one HTML file that needs nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader

from presselese.gold.evaluation import MAIN, Evaluation
from presselese.gold.gate import Change, Floors, below
from presselese.gold.summary import interval_of, value_of
from presselese.gold.tally import Error, Scored

CONTEXT = 160
"""Characters of text on each side of what is wrong."""


def write_report(
    folder: Path, evaluation: Evaluation, floors: Floors | None = None, changed: Change | None = None
) -> Path:
    """Write `index.html` into the folder and give its path."""
    environment = Environment(loader=PackageLoader("presselese.gold", "templates"), autoescape=True)
    page = environment.get_template("report.html").render(
        evaluation=evaluation,
        rows=[
            (
                name,
                value_of(figure),
                interval_of(figure),
                figure.support,
                floors.floors.get(name) if floors else None,
            )
            for name, figure in evaluation.figures.items()
            if name in MAIN[evaluation.kind] or figure.value is not None
        ],
        failed=below(floors, evaluation) if floors else {},
        change=changed.metrics if changed else {},
        errors=[
            _shown(document, error)
            for document in evaluation.documents
            for error in sorted(document.errors, key=_place)
        ],
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "index.html"
    path.write_text(page, "utf-8", errors="replace")
    return path


def _place(error: Error) -> Any:
    return (error.span or (-1, -1), error)


def _shown(document: Scored, error: Error) -> dict[str, Any]:
    """An error with the text around it; of one without a place how the document begins."""
    shown: dict[str, Any] = {
        "id": document.id,
        "stage": error.stage,
        "label": error.label,
        "kind": error.kind,
        "gold": error.gold,
        "found": error.found,
        "span": error.span,
    }
    if error.span:
        start, end = (min(max(0, at), len(document.text)) for at in error.span)
        shown["before"] = ("…" if start > CONTEXT else "") + document.text[max(0, start - CONTEXT) : start]
        shown["marked"] = document.text[start:end]
        shown["after"] = document.text[end : end + CONTEXT] + (
            "…" if end + CONTEXT < len(document.text) else ""
        )
    return shown
