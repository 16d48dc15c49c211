"""Blanks and hyphens inside a line: rules of `spacing.toml`, hyphens that a narrower column left behind."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from presselese.cleaning.edits import Edit


@dataclass(frozen=True, slots=True)
class SpacingRule:
    """`pattern` with one group `(?P<at>)`: what the group matched is replaced by `after`."""

    kind: str
    pattern: re.Pattern[str]
    after: str
    needs: str
    examples: list[list[str]]


@cache
def spacing_rules() -> tuple[SpacingRule, ...]:
    """The rows of spacing.toml. Raises ValueError for a row without an example."""
    table = tomllib.loads(files(__package__).joinpath("spacing.toml").read_text("utf-8"))
    rules = []
    for row in table["rule"]:
        if not row["examples"]:
            raise ValueError(f"spacing.toml: rule {row['kind']} has no example")
        rules.append(
            SpacingRule(
                row["kind"], re.compile(row["pattern"]), row["after"], row.get("needs", ""), row["examples"]
            )
        )
    return tuple(rules)


_ADDRESS = re.compile(
    r"\S*(?:@|www\.|://|\[at\]|\(at\))\S*|[\w.-]+\.(?:de|com|org|net|eu|info|at|ch|berlin|io|pdf|jpe?g|png|docx?|html?|zip)\b\S*",
    re.IGNORECASE,
)


def spacing(text: str) -> Iterator[Edit]:
    """Missing and surplus blanks, hyphenation inside a line. Web and mail addresses are left alone."""
    edits: list[Edit] = []
    for rule in spacing_rules():
        if rule.needs and rule.needs not in text:
            continue
        for match in rule.pattern.finditer(text):
            start, end = match.span("at")
            edits.append(Edit(start, end, rule.after, rule.kind))
    if not edits:
        return
    edits.sort(key=lambda edit: (edit.start, edit.end))
    protected = [match.span() for match in _ADDRESS.finditer(text)]
    index = 0
    last = -1
    for edit in edits:
        if edit.start == last:
            continue  # two rules saw the same gap
        last = edit.start
        while index < len(protected) and protected[index][1] <= edit.start:
            index += 1
        if index < len(protected) and protected[index][0] <= edit.start and edit.end < protected[index][1]:
            continue
        yield edit
