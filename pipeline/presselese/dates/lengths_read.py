"""Lengths and sets become values: what a length points to, and what is counted from the text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from presselese.dates import notdates
from presselese.dates.amounts import UNIT_GRANULARITY, length_values, shifted
from presselese.dates.calendar import add_days
from presselese.dates.nodes import Node
from presselese.dates.points import Point, day_point, month_point, year_point
from presselese.dates.reader import Reader, Value, mark

POINTING = re.compile(
    r"\b(vor|in)\s+(?:(?:nur|gut|etwa|rund|knapp|genau|erst|schon|bereits|circa|den|der|die|noch)\s+)?$", re.I
)
RESULT = re.compile(r"\d[:,]$")
"""`3:53,99 min`: a time of a race."""
SECONDS = {"D": 86400, "H": 3600, "MIN": 60, "S": 1}
PERIOD_GRANULARITY = {"D": "day", "W": "week", "M": "month", "Y": "year", "H": "hour"}

Parts = list[tuple[Any, str]]


def length(reader: Reader, node: Node) -> None:
    says = node.says
    if notdates.is_age(reader.text, node) or notdates.is_rate(reader.text, node):
        return
    if RESULT.search(reader.before(node, 2)):
        return
    value, exchange = length_values(says)
    parts: Parts = says.get("parts", [])
    start = reader.with_article(node.start) if says.get("art") else node.start
    point = Point(value, None, None, exchange, UNIT_GRANULARITY[parts[-1][1]] if parts else "minute")
    modifier = says.get("mod")
    marks = [mark((start, node.end), "DURATION", exchange, modifier)]
    reader.add(node, "duration", point, marks, modifier=modifier, anchor=anchor(reader, node, parts))


def anchor(reader: Reader, node: Node, parts: Parts) -> Value | None:
    """What `vor drei Wochen`, `in zwei Tagen`, `in den letzten zwei Jahren` points to; None where a number is vague."""
    if (
        reader.reference is None
        or not parts
        or not all(isinstance(count, (int, float)) for count, _ in parts)
    ):
        return None
    if node.says.get("n") in (1, -1):
        return stretch(reader, parts, node.says["n"])
    direction = POINTING.search(reader.before(node, 14))
    if direction is None or "n" in node.says or node.says.get("opening"):
        return None
    if direction[1].lower() == "in" and reader.resolver.tenses.at(node.start) == "past":
        return None  # `in vier Monaten wurden 300 Unterschriften gesammelt`: within
    return pointed(reader, parts, -1 if direction[1].lower() == "vor" else 1)


def pointed(reader: Reader, parts: Parts, sign: int) -> Value | None:
    """The day, month or year so far away, as fine as the unit of the length."""
    unit = parts[-1][1]
    if unit in ("H", "MIN", "S"):
        moment = moment_away(reader, parts, sign)
        return {"value": moment, "from": moment, "to": moment} if moment else None
    day = away(reader.reference, parts, sign)
    point = day and coarse(day, unit)
    return {"value": point.value, "from": point.first, "to": point.last} if point else None


def stretch(reader: Reader, parts: Parts, sign: int) -> Value | None:
    """The days from the one next to the publication to the one so far away."""
    if parts[-1][1] in ("H", "MIN", "S"):
        moment = moment_away(reader, parts, sign)
        if moment is None or reader.moment is None:
            return None
        ends = sorted((reader.moment.strftime("%Y-%m-%dT%H:%M"), moment))
    else:
        assert reader.reference
        near, far = add_days(reader.reference, sign), away(reader.reference, parts, sign)
        if near is None or far is None:
            return None
        ends = sorted((near.isoformat(), far.isoformat()))
    return {"value": "/".join(ends), "from": ends[0], "to": ends[1]}


def away(day: dt.date | None, parts: Parts, sign: int) -> dt.date | None:
    for count, unit in parts:
        day = shifted(day, count * sign, unit)
    return day


def coarse(day: dt.date, unit: str) -> Point | None:
    """The year, month or day, as fine as the unit that was counted."""
    if unit in ("Y", "DE", "CE"):
        return year_point(day.year)
    return month_point(day.year, day.month) if unit == "M" else day_point(day)


def moment_away(reader: Reader, parts: Parts, sign: int) -> str | None:
    """`in zwei Stunden`: only where the hour of publication is known."""
    return _later(reader.moment, parts, sign) if reader.moment else None


def _later(moment: dt.datetime, parts: Parts, sign: int) -> str | None:
    seconds = sum(count * SECONDS.get(unit, 0) for count, unit in parts)
    try:
        return (moment + dt.timedelta(seconds=seconds * sign)).isoformat(timespec="minutes")
    except OverflowError:
        return None


def afterwards(reader: Reader, node: Node) -> None:
    """`zwei Stunden später`, `drei Tage zuvor`: from the day or clock time that is spoken of, if there is one."""
    point = counted_from_text(reader, node.says["parts"], node.says["sign"])
    if point is None:
        end = node.start + len(reader.text[node.start : node.end].rsplit(None, 1)[0])
        return length(reader, Node("LENGTH", node.start, end, {"parts": node.says["parts"]}, "length"))
    reader.resolver.how = "text"
    node.says = {}
    return reader.add_point(node, point)


def counted_from_text(reader: Reader, parts: Parts, sign: int) -> Point | None:
    resolver = reader.resolver
    unit = parts[-1][1]
    if any(unit in ("H", "MIN", "S") for _, unit in parts):
        value = reader.last_moment and _later(dt.datetime.fromisoformat(reader.last_moment), parts, sign)
        if value is None:
            return None
        return Point(value, value, value, value, "minute", dt.date.fromisoformat(value[:10]))
    if unit == "Y" and resolver.narrative and resolver.year:
        return year_point(resolver.year + round(parts[-1][0] * sign))
    if unit == "Y" and resolver.year and resolver.at_year > resolver.at_day:
        return year_point(resolver.year + round(parts[-1][0] * sign))
    day = away(resolver.day, parts, sign)
    return coarse(day, unit) if day else None


def repeated(reader: Reader, node: Node) -> None:
    """A set: its period, and the RRULE that expands it."""
    says, text = node.says, reader.text
    if "pod" in says and text[node.start].isupper() and reader.resolver.tenses.at(node.start) == "past":
        once = {"wd": says["wd"], "pod": says["pod"]}  # `Mittwochmorgens wurde …`
        return reader.add_point(Node("MOMENT", node.start, node.end, once, "weekday_part"))
    period = says["period"]
    granularity = PERIOD_GRANULARITY.get(period.lstrip("PT0123456789")[:1], "day")
    marks = [mark((node.start, node.end), "SET", period, None, says.get("quant"))]
    return reader.add(node, "set", Point(period, None, None, period, granularity), marks, rrule=says["rrule"])


READERS: dict[str, Callable[[Reader, Node], None]] = {
    "LENGTH": length,
    "AFTERWARDS": afterwards,
    "SET": repeated,
}
