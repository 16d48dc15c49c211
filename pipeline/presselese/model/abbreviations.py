"""Abbreviations whose stop does not end a sentence: `abbreviations.tsv`, each with a sentence that shows it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def abbreviations() -> frozenset[str]:
    """Abbreviations, small and without their stop, that do not end a sentence, or only when the model is sure."""
    table = files(__package__).joinpath("abbreviations.tsv").read_text(encoding="utf-8")
    return frozenset(line.split("\t")[0] for line in table.splitlines() if line and not line.startswith("#"))
