"""The grammar: rules.tsv as a cascade over the kinds of atoms.

Each level reads a segment from left to right; where the pattern of a rule fits, its maker turns the nodes into one.
A pattern is a regular expression over kinds, not over characters: segments are short, so it can't run away.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from presselese.dates import clocks, days, lengths, moments, periods, ranges, sets
from presselese.dates.figures import dotted_days, far_years
from presselese.dates.nodes import Made, Node

Maker = Callable[[list[Node], str], Made]
MAKERS: dict[str, Maker] = {
    maker.__name__.rstrip("_"): maker
    for room in (clocks, days, periods, moments, lengths, sets, ranges)
    for maker in room.MAKERS
}
"""The makers by the name that rules.tsv calls them."""

GROUPS = {
    "NUMBER": "(NUM|NUMW)",
    "COUNT": "(NUM|NUMW|EINZ|NUMX|BIG|BEIDE|DREIER|YEAR)",
    "CLOCK": "(TIME|HM|HP|NUM|NUMW)",
    "INNER": "(UM|GEGEN|APP|EINS DOT?|ZU|AM|ART)",
    "APP": "(APP|NUR|SPAET|JEW)",
    "BEFORECLOCK": "(UM|GEGEN|AM|IN|ART|ZEIT|APP|NUR|SPAET|JEW|KURZ|NACH|VOR|ZU|VON)",
    "OFCLOCK": "(COM? (AB|ZW|$BEFORECLOCK)* (TIME|TR) ((UND|COM|COM UND) VON? TR)*)",
    "GLUE": "(COM|DASH|PIPE|COL|COM DASH|SLASH|RP COM|UND)",
    "DAY": "(CALD|MOMENT|WD|WDP|WDA DOT?)",
    "UNITS": "(UNIT|BIG)",
    "LIMIT": "(APP|APPM|NUR|SPAET)",
    "WDSX": "(WDS|WD|WDA DOT?)",
    "TO": "(COM? BIS|DASH|AUF|COM? UND BIS)",
    "INNERDAY": "(ZU|AM|ART|EINS DOT?|APP|GEGEN|UM|IN|IM|SPAET|COM|JEW|WDA DOT?|NUR)",
    "POINT": "(MOMENT|CALD|CALM|CALY|CAL|WD|WDP|YEAR|MY)",
    "OPENINNER": "(ZU|AM|ART|EINS DOT?|APP|GEGEN|UM|IN|IM|SPAET|NUR|AN|COM)",
    "AFTERYEAR": "(UNIT|BIG)",
}
RULES = Path(__file__).parent / "rules.tsv"
MAX_NODES = 400
"""A longer segment (a table of numbers) is read in pieces of this length, so that cost grows with the length only."""


@dataclass
class Rule:
    """A row of rules.tsv."""

    level: str
    name: str
    pattern: str
    maker: str
    example: str
    expected: str
    compiled: re.Pattern[str] = field(init=False)


@dataclass
class Level:
    """The rules that are tried together, and one pattern that says where any of them could begin."""

    name: str
    rules: list[Rule]
    anywhere: re.Pattern[str]


SHORT = 40
"""What is found in lines of at most so many nodes is kept for when they come again."""


class Kinds:
    """One character for each kind, so that a segment is a string."""

    def __init__(self) -> None:
        self.code: dict[str, str] = {}

    def __getitem__(self, kind: str) -> str:
        code = self.code.get(kind)
        if code is None:
            code = self.code[kind] = chr(0x4E00 + len(self.code))
        return code


KINDS = Kinds()


def expression(pattern: str) -> str:
    """The pattern of a row as a regular expression over the characters of the kinds."""
    while "$" in pattern.replace("$)", ")"):
        pattern = re.sub(r"\$([A-Z]+)", lambda match: GROUPS[match[1]], pattern)
    pattern = re.sub(r"[A-Z]+", lambda match: KINDS[match[0]], pattern)
    return re.sub(r"\(\?", "\0", pattern).replace("(", "(?:").replace("\0", "(?").replace(" ", "")


def read_rules() -> list[Rule]:
    """The rows of rules.tsv; raises ValueError for a row without an example or with an unknown maker."""
    rules = []
    for line in RULES.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) != 6 or not row[4]:
            raise ValueError(f"rules.tsv: a row needs six columns and an example: {line[:60]}")
        rule = Rule(*row)
        if rule.maker not in MAKERS:
            raise ValueError(f"rules.tsv: unknown maker {rule.maker} of {rule.name}")
        rule.compiled = re.compile(expression(rule.pattern))
        rules.append(rule)
    return rules


@lru_cache(maxsize=1)
def levels() -> list[Level]:
    """The levels in their order."""
    order: dict[str, list[Rule]] = {}
    for rule in read_rules():
        order.setdefault(rule.level, []).append(rule)
    return [
        Level(name, rules, re.compile("|".join(f"(?:{expression(rule.pattern)})" for rule in rules)))
        for name, rules in order.items()
    ]


def parse(nodes: list[Node], text: str, trace: list[str] | None = None) -> list[Node]:
    """The nodes of a segment after all levels; the names of the rules that fired are added to `trace`."""
    if len(nodes) > MAX_NODES:
        out: list[Node] = []
        for start in range(0, len(nodes), MAX_NODES):
            out.extend(parse(nodes[start : start + MAX_NODES], text, trace))
        return out
    dotted_days(nodes, text)
    far_years(nodes, text)
    line = _line(nodes)
    number = 0
    while True:
        search = _next_level if len(line) <= SHORT else _next_level.__wrapped__
        number, position = search(line, number)
        if position < 0:
            return nodes
        rewritten = _rewrite(levels()[number], nodes, line, position, text, trace)
        if rewritten is not None:
            nodes = rewritten
            line = _line(nodes)
        number += 1


def _line(nodes: list[Node]) -> str:
    code = KINDS.code
    return "".join([code.get(node.kind) or KINDS[node.kind] for node in nodes])


@lru_cache(maxsize=20_000)
def _next_level(line: str, number: int) -> tuple[int, int]:
    """The next level, from this one on, a rule of which may fit, and where; -1 for none. Lines come again and again."""
    for index, level in enumerate(levels()[number:], number):
        match = level.anywhere.search(line)
        if match is not None:
            return index, match.start()
    return 0, -1


def _rewrite(
    level: Level, nodes: list[Node], line: str, position: int, text: str, trace: list[str] | None
) -> list[Node] | None:
    """The nodes with what the rules of a level make of them, from left to right; None where none fits."""
    out: list[Node] = []
    done = 0
    while True:
        made, end = _first_that_fits(level, nodes, line, position, text, trace)
        if made is None:
            position += 1
        else:
            out.extend(nodes[done:position])
            out.extend(made)
            done = position = end
        match = level.anywhere.search(line, position)
        if match is None:
            break
        position = match.start()
    if not done:
        return None
    out.extend(nodes[done:])
    return out


def _first_that_fits(
    level: Level, nodes: list[Node], line: str, position: int, text: str, trace: list[str] | None
) -> tuple[list[Node] | None, int]:
    for rule in level.rules:
        match = rule.compiled.match(line, position)
        if match is None or match.end() == position:
            continue
        made = MAKERS[rule.maker](nodes[position : match.end()], text)
        if made is None:
            continue
        made = made if isinstance(made, list) else [made]
        if trace is not None:
            trace.append(rule.name)
        for node in made:
            if not node.rule or node.kind in ("RANGE", "SET", "MOMENT"):
                node.rule = rule.name
        return made, match.end()
    return None, position
