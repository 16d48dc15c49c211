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
    return [score_of(gold, found) for gold, found in run(files.read(path), models)]


def score_of(gold: Gold, found: dict[str, Any] | Exception) -> Scored:
    """A release against its record, or against nothing where the pipeline failed."""
    if not isinstance(found, Exception):
        return score(gold, found)
    out = score(gold, {})
    out.failed = f"{type(found).__name__}: {found}"
    return out


def run(golds: list[Gold], models: Models) -> list[tuple[Gold, dict[str, Any] | Exception]]:
    """The record of each gold's text as JSON, or why there is none: one that fails does not stop the others."""
    from presselese.doc import to_record
    from presselese.pipeline import make_doc

    nlp = models.staged()
    try:
        docs = (make_doc(nlp, gold.text, published=gold.published) for gold in golds)
        records = [msgspec.to_builtins(to_record(doc)) for doc in models.run(nlp, docs)]
        return list(zip(golds, records, strict=True))
    except Exception:  # some release fails: one by one it is seen which
        pass
    out: list[tuple[Gold, dict[str, Any] | Exception]] = []
    for gold in golds:
        try:
            doc = nlp(make_doc(nlp, gold.text, published=gold.published))
            out.append((gold, msgspec.to_builtins(to_record(doc))))
        except Exception as error:
            out.append((gold, error))
    return out


def of_run(path: Path, run_directory: Path) -> tuple[list[Scored], list[str]]:
    """The gold against the records of a finished run, and what is to be said about them."""
    golds = files.read(path)
    found, notes = records.beside(golds, records.read_run(run_directory))
    return [score(gold, found.get(gold.id, {})) for gold in golds], notes
