"""Points become values: days, clock times, months, years, unless they only look like it."""

from __future__ import annotations

import re
from collections.abc import Callable

from presselese.dates import notdates
from presselese.dates.calendar import add_days
from presselese.dates.nodes import Node
from presselese.dates.points import SEASON_TIMEX, day_point, unknown, week_point
from presselese.dates.reader import Reader, mark

MONTH_CUE = re.compile(r"(?:\b[Ss]tand:?|\b[a-zäöüß]{2,})\s+$")
LINE_START = re.compile(r"(?:^|\n)[ \t–•*-]*$")
WEEKEND_CUE = re.compile(
    r"\b(?:am|dieses|das|übers|zum|vom|fürs|ganze|ganzen|bis)\s+(?:[a-zäöü]+en\s+)?$", re.I
)
EACH = re.compile(r"\bjeweils\s+(?:(?:um|ab|gegen|von)\s+)?$")
EVERY_YEAR = re.compile(
    r"\b(?:[Vv]or allem|[Gg]erade|[Bb]esonders|[Ii]nsbesondere|[Mm]eist|oft|häufig|immer) im\s+$"
)
"""`vor allem im Sommer`: no certain one."""
NTH_CUE = re.compile(r"\b(?:am|der|den|in\s+der)\s+$", re.I)


def day(reader: Reader, node: Node) -> None:
    text = reader.text
    if node.rule == "today" and node.says["rel"][1] == 0 and is_nowadays(reader, node):
        return
    if node.rule == "today" and notdates.is_someday(text, node):
        return
    if notdates.is_place_name(text, node) or notdates.is_saint(text, node):
        return
    if (node.rule == "date_numeric_short" and notdates.is_numbered(text, node)) or notdates.is_section(
        text, node
    ):
        return
    reader.add_point(node)


def is_nowadays(reader: Reader, node: Node) -> bool:
    """Whether `heute` is no day here."""
    if notdates.is_nowadays(reader.text, node) or (reader.resolver.narrative and reader.reference):
        return True
    tenses = reader.resolver.tenses
    return tenses.at(node.start) in ("present", None) and notdates.is_contrast(
        reader.text, node, tenses.sentence(node.start)[0]
    )


def weekday(reader: Reader, node: Node) -> None:
    if notdates.is_weekday_name(reader.text, node):
        return
    node.rule = "weekday_part" if node.kind == "WDP" else node.rule or "weekday"
    reader.add_point(node)


def month(reader: Reader, node: Node) -> None:
    if set(node.says) == {"m"} and notdates.is_month_name(reader.text, node):
        return
    if re.search(r"\d\.\s*$", reader.before(node, 4)):  # `32. Oktober 2015`
        return
    reader.add_point(node)


def month_in_figures(reader: Reader, node: Node) -> None:
    """`Stand: 05/2016`, `ab 10/2017`; behind a noun it is the number of an issue."""
    if MONTH_CUE.search(reader.before(node, 12)):
        node.rule = "month_in_figures"
        reader.add_point(node)


def calendar(reader: Reader, node: Node) -> None:
    bare_season = "season" in node.says and not {"y", "rel", "near", "mod"} & set(node.says)
    if bare_season and notdates.is_season_name(reader.text, node):
        return
    if bare_season and EVERY_YEAR.search(reader.before(node, 24)):
        season = node.says["season"]
        reader.add_point(node, unknown(f"XXXX-{season}", "season", f"XXXX-{SEASON_TIMEX[season]}"))
        return
    reader.add_point(node)


def year(reader: Reader, node: Node) -> None:
    if notdates.is_year(reader.text, node):
        node.rule = "year"
        reader.add_point(node)


def listed_year(reader: Reader, node: Node) -> None:
    if not node.says.get("listed") or notdates.is_year(reader.text, node):
        reader.add_point(node)


def clock(reader: Reader, node: Node) -> None:
    """A clock time alone takes the day that is spoken of."""
    resolver = reader.resolver
    spoken = None if EACH.search(reader.before(node, 20)) else resolver.spoken_day(node.start)
    base = day_point(spoken) if spoken else unknown("XXXX-XX-XX", "day")
    point = resolver.at_clock(base, node.says, spoken=True)
    reader.add(node, "time", point, [mark((node.start, node.end), "TIME", reader.dated(point.timex))])
    resolver.hour = node.says["h"]


def bare_clock(reader: Reader, node: Node) -> None:
    """`18:30 Einlass` at the start of a line is a clock time; elsewhere `18:30` may be a score."""
    if LINE_START.search(reader.before(node, 4)) and reader.text[node.end : node.end + 1] in (
        "",
        " ",
        ":",
        "\n",
    ):
        node.rule = "clock_bare"
        clock(reader, node)


def weekend(reader: Reader, node: Node) -> None:
    if node.says["unit"] != "WE" or node.says["plural"] or not WEEKEND_CUE.search(reader.before(node, 24)):
        return
    node.rule = "weekend"
    reader.add_point(node, reader.resolver.weekend(node.start))


def nth_unit(reader: Reader, node: Node) -> None:
    """`am ersten Tag`, `in der dritten Woche`: counted from the range that the text speaks of."""
    resolver = reader.resolver
    code, number = node.says["nth_unit"], node.says["nth"]
    base = resolver.first_day or (resolver.range[0] if resolver.range else resolver.day)
    if base is None or code not in ("D", "W") or number > 31 or not NTH_CUE.search(reader.before(node, 12)):
        return
    resolver.how = "text"
    if code == "D":
        found = add_days(base, number - 1)
        point = day_point(found) if found else None
    else:
        found = add_days(base, 7 * (number - 1) - base.weekday())
        point = week_point(found) if found else None
    if point is not None:
        held = resolver.range
        node.says = {"art": True}
        reader.add_point(node, point)
        resolver.range = held


READERS: dict[str, Callable[[Reader, Node], None]] = {
    "CALD": day,
    "CALM": month,
    "CALY": listed_year,
    "CAL": calendar,
    "MOMENT": Reader.add_point,
    "PARTDAY": Reader.add_point,
    "WD": weekday,
    "WDP": weekday,
    "YEAR": year,
    "MY": month_in_figures,
    "TIME": clock,
    "HM": bare_clock,
    "UNIT": weekend,
    "NTH": nth_unit,
}
