"""Releases in the project's own gold format: the whole way from raw text to record, or the records of a finished run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from presselese.gold import files, records
from presselese.gold.format import Gold
from presselese.gold.releases import METRICS, score
from presselese.gold.tally import Scored

if TYPE_CHECKING:
    from presselese.gold.models import Models

__all__ = ["METRICS", "of_run", "scored"]


def scored(path: Path, models: Models) -> list[Scored]:
    """Every release of the gold, read raw and handed its `published` as metadata."""
    golds = files.read(path)
    return [score(gold, record) for gold, record in zip(golds, run(golds, models), strict=True)]


def run(golds: list[Gold], models: Models) -> list[dict[str, Any]]:
    """The record of each gold's text, as JSON."""
    from presselese.doc import to_record
    from presselese.pipeline import make_doc

    nlp = models.staged()
    docs = (make_doc(nlp, gold.text, published=gold.published) for gold in golds)
    return [msgspec.to_builtins(to_record(doc)) for doc in models.run(nlp, docs)]


def of_run(path: Path, run_directory: Path) -> tuple[list[Scored], list[str]]:
    """The gold against the records of a finished run, and what is to be said about them."""
    golds = files.read(path)
    found, notes = records.beside(golds, records.read_run(run_directory))
    return [score(gold, found.get(gold.id, {})) for gold in golds], notes
