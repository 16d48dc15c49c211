"""Nodes: pieces of a text with a kind, and what makers do with them.

An atom is a node of one word or number; a rule makes one node of several. What a node says is a dict; the keys of a
point in time are

    y m d wd        year, month, day, weekday (0 is Monday); h mi pod: hour, minute, part of the day (MO MI AF EV NI)
    rel             (unit, number, base): counted from the day of publication (`ref`) or from the text (`text`)
    near            (number, base): the next or last one of its kind (`kommenden Mai`)
    q hy season hol week dec cen nth    quarter, half-year, season, holiday, week, decade, century, the nth of a month
    mod             start, mid, end, approx, before, after
    ds ts as bs     where its date and its clock time, and the two ends of a range, stand: TIMEX3 marks them apart

A maker gets the nodes that the pattern of a rule matched and the text, and gives one node, several, or None where the
words fit but the numbers don't (`32. Mai`, `25:70 Uhr`).
"""

from __future__ import annotations

from typing import Any

Says = dict[str, Any]


class Node:
    """A piece of the text with a kind: an atom, or what a rule made of several."""

    __slots__ = ("end", "kind", "rule", "says", "start")

    def __init__(self, kind: str, start: int, end: int, says: Says, rule: str = "") -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.says = says
        self.rule = rule

    def __repr__(self) -> str:
        return f"{self.kind}[{self.start}:{self.end}]{self.says}"


def kinds(names: str) -> frozenset[str]:
    """The kinds of a line of names."""
    return frozenset(names.split())


Made = Node | list[Node] | None

LEADING = kinds(
    "AM IM IN UM GEGEN AB SEIT BIS ART VON ZU ZW AUF NACH AN COM JEW EINS LP KURZ VOR NUR DASH PIPE COL UND"
)

TRAILING = kinds("COM ART DOT LP AM IN UND DASH COL PIPE SLASH IM")


def extent(nodes: list[Node], keep: frozenset[str] = frozenset()) -> tuple[int, int]:
    """First and last character without the small words around."""
    first = 0
    while first < len(nodes) - 1 and nodes[first].kind in LEADING and nodes[first].kind not in keep:
        first += 1
    last = len(nodes) - 1
    while last > first and nodes[last].kind in TRAILING:
        last -= 1
    return nodes[first].start, nodes[last].end


def node_of(kind: str, nodes: list[Node], says: Says) -> Node:
    start, end = extent(nodes)
    return Node(kind, start, end, says)


def first(nodes: list[Node], *kinds: str) -> Node | None:
    for node in nodes:
        if node.kind in kinds:
            return node
    return None


def every(nodes: list[Node], *kinds: str) -> list[Node]:
    return [node for node in nodes if node.kind in kinds]


def together(nodes: list[Node]) -> Says:
    """All that the nodes say about a point in time."""
    says: Says = {}
    for node in nodes:
        for key, value in node.says.items():
            if key in (
                "y",
                "m",
                "d",
                "wd",
                "h",
                "mi",
                "pod",
                "rel",
                "near",
                "q",
                "hy",
                "season",
                "hol",
                "nth",
                "week",
                "weekend",
                "dec",
                "cen",
                "mod",
                "tens",
                "app",
                "y2",
                "hint",
                "yy",
                "of",
            ):
                says.setdefault(key, value)
    return says
