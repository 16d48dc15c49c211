"""Ranges become values: both ends resolved together, opening hours as sets."""

from __future__ import annotations

import re
from collections.abc import Callable

from presselese.dates import notdates
from presselese.dates.calendar import BYDAY, add_days
from presselese.dates.nodes import Node, Says
from presselese.dates.points import Point, day_point, unknown
from presselese.dates.reader import Reader, Value, mark
from presselese.dates.sets import OPENING, is_in_week

CLOCK_KEYS = {"h", "mi", "twelve", "part", "ps", "cs", "night", "open"}
NEXT_DAY = re.compile(r"[,;]?\s*(?:und\s+)?(?:Mo|Di|Mi|Do|Fr|Sa|So)\.?\s*\d")
NUMBER_IN_FRONT = re.compile(r"(?:Nr\.?|Drucksache|Drs\.?|[A-Z]{1,3}|\d|Az\.?:?|[-/.])\s*$")
YEARS_IN_FRONT = re.compile(r"(?:\bvon|\bzwischen|\(|\bJahren?)\s*$", re.I)


def ranged(reader: Reader, node: Node) -> None:
    says = node.says
    if "pair" in says:
        return year_pair(reader, node)
    if says.get("weekday_only") and is_opening_hours(reader, node):
        return opening_hours(reader, node)
    a, b = says["a"], says["b"]
    if not are_years(reader, node) or is_until_today(a, b):
        return None
    if "ds" not in says and (a is None or set(a) <= CLOCK_KEYS) and (b is None or set(b) <= CLOCK_KEYS):
        return clock_range(reader, node)
    at_a = says["as"][0] if says.get("as") else node.start
    at_b = says["bs"][0] if says.get("bs") else node.start
    first, second = reader.resolver.ends(a, b, at_a, at_b)
    if (first is None) != (a is None) or (second is None) != (b is None) or is_backward(first, second, a, b):
        return None
    marks = (
        [mark(says["ds"], "DATE", (first or second or unknown("", "day")).timex.split("T")[0])]
        if "ds" in says
        else []
    )
    for point, span, end in ((first, says.get("as"), a), (second, says.get("bs"), b)):
        if point is not None and span is not None:
            inner = {key: item for key, item in end.items() if key not in ("ds", "ts") or "ds" not in says}
            marks.extend(reader.marks(span[0], span[1], point, inner))
    kind = "date" if node.rule.startswith("range_weekend") else "range"
    modifier = next((end["mod"] for end in (a, b) if end and "mod" in end), None)
    reader.add(node, kind, whole(first, second), marks, modifier=modifier)
    remember(reader, node, first, second)
    return None


def whole(first: Point | None, second: Point | None) -> Point:
    """A range as one point: `2014/..`; a weekend as an end gives its first or last day."""
    begin = first.value.split("/")[0] if first else ".."
    end = second.value.split("/")[-1] if second else ".."
    granularity = (first or second or unknown("", "day")).granularity
    return Point(
        f"{begin}/{end}", first.first if first else None, second.last if second else None, "", granularity
    )


def remember(reader: Reader, node: Node, first: Point | None, second: Point | None) -> None:
    """What the range says of the days, years and stretches that follow in the text."""
    resolver = reader.resolver
    a, b = node.says["a"], node.says["b"]
    if first is not None:
        resolver.remember(first, a, node.start)
    if second is not None and "y" in b:
        resolver.year = b["y"]
        if second.day and first is None:
            resolver.remember(second, b, node.start)
    if first is not None and second is not None and first.day and second.day:
        resolver.range = (first.day, second.last_day)
        resolver.spread = first.day != second.last_day and first.granularity == "day"
        if "y" in b:
            resolver.full = (first.day, node.start)


def are_years(reader: Reader, node: Node) -> bool:
    """Whether the bare numbers of four digits that are ends of the range are years."""
    says = node.says
    spans = [
        says[place]
        for place, kind in zip(("as", "bs"), says.get("kinds", ("", "")), strict=True)
        if kind == "YEAR" and says.get(place)
    ]
    if not spans:
        return True
    year = (says["a"] or says["b"]).get("y") or (says["b"] or says["a"]).get("y")
    together = Node("YEAR", spans[0][0], spans[-1][1], {"y": year or 2000})
    return (
        notdates.is_year(reader.text, together) or YEARS_IN_FRONT.search(reader.before(node, 12)) is not None
    )


def is_until_today(a: Says | None, b: Says | None) -> bool:
    """`bis heute` is no day."""
    return a is None and b is not None and b.get("rel") == ("D", 0, "ref") and not {"h", "pod"} & set(b)


def is_backward(first: Point | None, second: Point | None, a: Says | None, b: Says | None) -> bool:
    """Whether the second end, whose year is known, lies before the first one."""
    if first is None or second is None or first.day is None or second.day is None:
        return False
    told = "rel" in (b or {}) or ("y" in (a or {}) and "y" in (b or {}))
    return told and (second.last_day or second.day) < first.day


def is_opening_hours(reader: Reader, node: Node) -> bool:
    """`Öffnungszeiten: Mi 13-20 Uhr, Sa 9-16 Uhr`, `Di-Fr 11-19 Uhr, Sa 13-19 Uhr`: every week."""
    last = reader.found[-1] if reader.found else None
    if last and last["type"] == "set" and "BYDAY" in (last["rrule"] or "") and node.start - last["end"] < 8:
        return True
    if OPENING.search(reader.text, max(0, node.start - 90), node.start):
        return True
    if is_in_week(reader.text, node.start, node.end):
        return True
    start, end = node.says["ds"]
    return end - start == 2 and NEXT_DAY.match(reader.text, node.end) is not None


def opening_hours(reader: Reader, node: Node) -> None:
    weekly = Point("P1W", None, None, "P1W", "week")
    marks = [mark((node.says["ds"][0], node.end), "SET", "P1W")]
    weekday = (node.says["a"] or node.says["b"])["wd"]
    reader.add(node, "set", weekly, marks, rrule=f"FREQ=WEEKLY;BYDAY={BYDAY[weekday]}")


def clock_range(reader: Reader, node: Node) -> None:
    """Hours without a day take the day that is spoken of; `22 bis 5 Uhr` ends on the next one."""
    says = node.says
    a, b = says["a"], says["b"]
    resolver = reader.resolver
    day = None if resolver.spread else resolver.spoken_day(node.start)
    base = day_point(day) if day else unknown("XXXX-XX-XX", "day")
    first = resolver.at_clock(base, a, spoken=True) if a else None
    second = None
    if b:
        overnight = a and (b["h"], b["mi"]) < (a["h"], a["mi"]) and b["h"] != 24
        next_day = add_days(day, 1) if overnight and day else None
        second = resolver.at_clock(day_point(next_day) if next_day else base, b)
        resolver.hour = b["h"]
    marks: list[Value] = []
    for point, place in ((first, "as"), (second, "bs")):
        if point and says.get(place):
            marks.append(mark(says[place], "TIME", reader.dated(point.timex)))
    reader.add(node, "range", whole(first, second), marks)


def year_pair(reader: Reader, node: Node) -> None:
    """`2022/23`, `Schuljahr 2022/23`, `Wintersemester 2019/20`: of the named ones no first or last day is known."""
    a, b = node.says["pair"]
    named = bool(node.says.get("named") or node.says.get("fuzzy"))
    text = reader.text
    numbered = NUMBER_IN_FRONT.search(reader.before(node, 16)) or text[node.end : node.end + 1] in ("/", "-")
    if numbered and not named:
        return
    marks = [mark((node.start, node.end), "DATE", f"{a:04}")]
    if not named:
        first = node.says["cut"]
        digits = 4 if text[node.end - 4 : node.end] == str(b) else 2
        marks = [
            mark((node.start, first), "DATE", f"{a:04}"),
            mark((node.end - digits, node.end), "DATE", f"{b:04}"),
        ]
    first_day, last_day = (None, None) if named else (f"{a:04}-01-01", f"{b:04}-12-31")
    reader.add(node, "range", Point(f"{a:04}/{b:04}", first_day, last_day, "", "year"), marks)
    reader.resolver.year = b


READERS: dict[str, Callable[[Reader, Node], None]] = {"RANGE": ranged, "TR": clock_range}
