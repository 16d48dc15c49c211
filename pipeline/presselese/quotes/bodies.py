"""Which organisation `der Verband`, `das Unternehmen`, `die Behörde` is: one that the release has named before.

The words stand in `bodies.tsv`, each with the kinds of organisations that it may stand for (of `record.OrganisationKind`)
and an example.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Row(NamedTuple):
    """A row of the table: in `before` the organisations as `name (kind)`, the nearest last; `expected` may be empty."""

    word: str
    kinds: str
    before: str
    expected: str


@cache
def rows() -> tuple[Row, ...]:
    """The table."""
    lines = files(__package__).joinpath("bodies.tsv").read_text("utf-8").splitlines()
    return tuple(Row(*line.split("\t")) for line in lines[1:])


@cache
def _kinds() -> dict[str, frozenset[str]]:
    return {row.word: frozenset(row.kinds.split()) for row in rows()}


_OFFICES = frozenset({"government", "court"})


def body_for(word: str, before: Sequence[tuple[str, str | None]]) -> tuple[int, float] | None:
    """Index and score of the organisation that the noun `word` stands for, None where none fits.

    `before` are names and kinds of the organisations named so far, in the order of their last mention. One whose name
    holds the word is meant before all others; else one of a kind that the word fits; else the only one of no known kind.
    """
    kinds = _kinds().get(word)
    if kinds is None:
        return None
    named = re.compile(rf"(?:^|[\s-])\w*{re.escape(word.lower())}\w{{0,2}}(?:$|[\s-])")
    by_name = [
        index
        for index, (name, _) in enumerate(before)
        if named.search(name.lower()) and name.lower() != word.lower()
    ]
    if by_name:
        return by_name[-1], 0.85
    by_kind = [index for index, (_, kind) in enumerate(before) if kind in kinds]
    if by_kind:
        return by_kind[-1], 0.75 if len(by_kind) == 1 else 0.55
    if kinds & _OFFICES:
        return None  # `das Ministerium` is no association that happens to be named
    unknown = [index for index, (_, kind) in enumerate(before) if kind in (None, "other")]
    return (unknown[-1], 0.5) if len(unknown) == 1 else None
