"""The reader of one text: it goes through the nodes in order and collects the values of the record.

What a node becomes stands in `points_read`, `ranges_read` and `lengths_read`: functions of a reader and a node.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from presselese.dates.nodes import Node, Says
from presselese.dates.points import Point
from presselese.dates.resolve import Resolver
from presselese.dates.tense import Tenses

Value = dict[str, Any]

MODIFIERS = {
    "start": "START", "mid": "MID", "end": "END", "approx": "APPROX", "before": "BEFORE", "after": "AFTER",
    "less_than": "LESS_THAN", "more_than": "MORE_THAN",
}  # fmt: skip
"""Modifiers of the record and of TIMEX3."""
SCORES = {"year": 0.95, "weekday": 0.9, "spoken": 0.93, "text": 0.9, "season": 0.7}
"""How often a value is right whose year, week, day … the text leaves out (see docs/dates.md)."""
ARTICLE = re.compile(r"\b(?:der|die|das|den|dem|des|diese[rnms]?)\s+$", re.I)


class Reader:
    """One pass over one text."""

    def __init__(
        self, text: str, reference: dt.date | None, moment: dt.datetime | None, *, narrative: bool
    ) -> None:
        self.text = text
        self.reference = reference
        self.moment = moment
        """Day and hour of publication, where the hour is known."""
        self.resolver = Resolver(text, reference, Tenses(text), narrative=narrative)
        self.appended: list[tuple[int, dt.date]] = []
        """Where repeated releases begin that are still to come, and their days; the next one last."""
        self.found: list[Value] = []
        self.last_moment: str | None = None
        """The last day with its clock time."""

    def begin(self, node: Node) -> None:
        """Before a node is read; in a release that the text repeats its day is the one to count from."""
        while self.appended and self.appended[-1][0] <= node.start:
            place, day = self.appended.pop()
            self.reference = day
            self.moment = None
            self.resolver.restart(day, place)
        self.resolver.enter(node.start)
        self.resolver.how = None

    def before(self, node: Node, length: int) -> str:
        """The characters in front of a node."""
        return self.text[max(0, node.start - length) : node.start]

    def add(
        self,
        node: Node,
        kind: str,
        point: Point,
        timex: list[Value],
        *,
        modifier: str | None = None,
        rrule: str | None = None,
        anchor: Value | None = None,
    ) -> None:
        """A value of the record; `point` has its value, its ends and its granularity."""
        how, self.resolver.how = self.resolver.how, None
        estimated = how is not None and not point.value.startswith("XXXX")
        self.found.append(
            {
                "id": "",
                "start": node.start,
                "end": node.end,
                "type": kind,
                "value": point.value,
                "from": point.first,
                "to": point.last,
                "granularity": point.granularity,
                "modifier": modifier if modifier in MODIFIERS else None,
                "rrule": rrule,
                "anchor": anchor,
                "timex": timex,
                "score": SCORES[how] if how and estimated else None,
                "rule": node.rule or node.kind.lower(),
            }
        )
        if kind == "time" and point.granularity == "minute" and point.first:
            self.last_moment = point.first

    def add_point(self, node: Node, point: Point | None = None) -> None:
        """The value of a point, which is remembered for what follows."""
        point = point or self.resolver.point(node.says, node.start)
        if point is None:
            return
        kind = "time" if point.granularity in ("minute", "part_of_day") else "date"
        marks = self.marks(node.start, node.end, point, node.says)
        self.add(node, kind, point, marks, modifier=node.says.get("mod"))
        self.resolver.remember(point, node.says, node.start)

    def marks(self, start: int, end: int, point: Point, says: Says) -> list[Value]:
        """One TIMEX3, or a DATE and a TIME where date and clock time stand apart."""
        if "ds" in says and "ts" in says and point.granularity == "minute":
            day = point.timex.split("T")[0]
            if "pod" in says:
                date = mark(says["ds"], "TIME", f"{day}T{says['pod']}")
            else:
                date = mark(says["ds"], "DATE", day)
            return sorted([date, mark(says["ts"], "TIME", point.timex)], key=lambda entry: entry["start"])
        kind = "TIME" if point.granularity in ("minute", "part_of_day") else "DATE"
        if says.get("art"):
            start = self.with_article(start)
        return [mark((start, end), kind, self.dated(point.timex), says.get("mod"))]

    def dated(self, value: str) -> str:
        """A clock time of no known day belongs, in TIMEX3, to the day of publication."""
        if value.startswith("XXXX-XX-XXT") and self.reference is not None:
            return self.reference.isoformat() + value[10:]
        return value

    def with_article(self, start: int) -> int:
        """TIMEX3 takes an article in front in, where it is a word of its own."""
        match = ARTICLE.search(self.text, max(0, start - 8), start)
        return match.start() if match else start


def mark(
    span: tuple[int, int], kind: str, value: str, mod: str | None = None, quant: str | None = None
) -> Value:
    """One TIMEX3 as a dict in the form of `presselese.record.Timex`."""
    return {
        "start": span[0],
        "end": span[1],
        "type": kind,
        "value": value,
        "mod": MODIFIERS.get(mod or ""),
        "quant": quant,
        "freq": None,
    }
