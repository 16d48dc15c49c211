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
    needs: re.Pattern[str] | None
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
                row["kind"],
                re.compile(row["pattern"]),
                row["after"],
                re.compile(row["needs"]) if "needs" in row else None,
                row["examples"],
            )
        )
    return tuple(rules)


_SPACED_LETTERS = re.compile(r"(?<![\w.,] )(?<!\w)[A-ZÄÖÜ](?: [a-zäöüß]){4,40}(?! ?\w\b)(?!\w)")
_LONGEST_ADDRESS = 200
_WORD_BEFORE = re.compile(r"\S+$")
_WORD_AFTER = re.compile(r"\S+")
_ADDRESS = re.compile(
    r"@|www\.|://|\[at\]|\(at\)|\.(?:de|com|org|net|eu|info|at|ch|berlin|io|pdf|jpe?g|png|docx?|html?|zip)\b",
    re.IGNORECASE,
)


def spacing(text: str) -> Iterator[Edit]:
    """Missing and surplus blanks, hyphenation inside a line. Web and mail addresses are left alone."""
    edits: list[Edit] = []
    met: dict[re.Pattern[str] | None, bool] = {None: True}
    for rule in spacing_rules():
        if rule.needs not in met:
            met[rule.needs] = bool(rule.needs.search(text))  # type: ignore[union-attr]
        if not met[rule.needs]:
            continue
        for match in rule.pattern.finditer(text):
            start, end = match.span("at")
            edits.append(Edit(start, end, rule.after, rule.kind))
    if not edits:
        return
    edits.sort(key=lambda edit: (edit.start, edit.end))
    last = -1
    for edit in edits:
        if edit.start == last or _in_address(text, edit):
            continue  # two rules may see the same gap
        last = edit.start
        yield edit


def spaced_letters(text: str) -> Iterator[Edit]:
    """`E i n l a d u n g`: letters set apart for emphasis become a word."""
    for match in _SPACED_LETTERS.finditer(text):
        yield Edit(match.start(), match.end(), match.group().replace(" ", ""), "spaced_letters")


def _in_address(text: str, edit: Edit) -> bool:
    """Whether the place lies inside a web or mail address or a file name."""
    left = _WORD_BEFORE.search(text, max(0, edit.start - _LONGEST_ADDRESS), edit.start)
    right = _WORD_AFTER.match(text, edit.end, edit.end + _LONGEST_ADDRESS)
    if not left or not right:
        return False
    return bool(_ADDRESS.search(left.group() + text[edit.start : edit.end] + right.group()))
