"""Points in time with what is said of them: EDTF and TIMEX3 value, first and last day, granularity."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from presselese.dates.calendar import add_days, make_day, month_length, nth_weekday, week_of
from presselese.dates.nodes import Says

SEASON_TIMEX = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
SEASON_MONTH = {21: 4, 22: 7, 23: 10, 24: 1}


@dataclass
class Point:
    """A resolved point: EDTF value, first and last day or minute, TIMEX3 value, granularity, and the day it is on."""

    value: str
    first: str | None
    last: str | None
    timex: str
    granularity: str
    day: dt.date | None = None
    last_day: dt.date | None = None
    sure: bool = True


def unknown(value: str, granularity: str, timex: str | None = None) -> Point:
    return Point(value, None, None, timex or value, granularity, sure=False)


def day_point(day: dt.date) -> Point:
    iso = day.isoformat()
    return Point(iso, iso, iso, iso, "day", day, day)


def span_point(
    value: str, timex: str, first: dt.date | None, last: dt.date | None, granularity: str
) -> Point:
    return Point(
        value,
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        timex,
        granularity,
        first,
        last,
    )


def month_point(year: int, month: int) -> Point | None:
    first, last = make_day(year, month, 1), make_day(year, month, month_length(year, month))
    return (
        span_point(f"{year:04}-{month:02}", f"{year:04}-{month:02}", first, last, "month") if first else None
    )


def year_point(year: int) -> Point:
    if year < 1:
        return unknown(f"-{-year:04}" if year < 0 else "0000", "year", f"BC{1 - year:04}")
    return span_point(f"{year:04}", f"{year:04}", make_day(year, 1, 1), make_day(year, 12, 31), "year")


def week_point(first: dt.date) -> Point:
    year, week = week_of(first)
    return span_point(f"{year:04}-W{week:02}", f"{year:04}-W{week:02}", first, add_days(first, 6), "week")


def weekend_point(saturday: dt.date) -> Point:
    sunday = add_days(saturday, 1) or saturday
    year, week = week_of(saturday)
    return span_point(f"{saturday}/{sunday}", f"{year:04}-W{week:02}-WE", saturday, sunday, "weekend")


def quarter_point(year: int, quarter: int) -> Point:
    first = make_day(year, 3 * quarter - 2, 1)
    last = make_day(year, 3 * quarter, month_length(year, 3 * quarter))
    return span_point(f"{year:04}-{32 + quarter}", f"{year:04}-Q{quarter}", first, last, "quarter")


def half_point(year: int, half: int) -> Point:
    first, last = make_day(year, 6 * half - 5, 1), make_day(year, 6 * half, 30 if half == 1 else 31)
    return span_point(f"{year:04}-{39 + half}", f"{year:04}-H{half}", first, last, "half_year")


def decade_point(decade: int) -> Point:
    return span_point(
        f"{decade:03}X",
        f"{decade:03}",
        make_day(decade * 10, 1, 1),
        make_day(decade * 10 + 9, 12, 31),
        "decade",
    )


def century_point(century: int) -> Point:
    return span_point(
        f"{century:02}XX",
        f"{century:02}",
        make_day(max(century * 100, 1), 1, 1),
        make_day(century * 100 + 99, 12, 31),
        "century",
    )


def season_point(year: int, season: int) -> Point:
    return Point(
        f"{year:04}-{season}",
        None,
        None,
        f"{year:04}-{SEASON_TIMEX[season]}",
        "season",
        make_day(year, SEASON_MONTH[season], 1),
        None,
    )


def nth_in_month(year: int, month: int, says: Says) -> Point | None:
    """The nth weekday, day, week or weekend of a month; -1 is the last. The first week is that of its first Thursday."""
    number = says["nth"]
    if "wd" in says:
        day = nth_weekday(year, month, says["wd"], number)
        return day_point(day) if day else None
    if says["of"] == "D":
        day = make_day(year, month, number if number > 0 else month_length(year, month))
        return day_point(day) if day else None
    if says["of"] == "WE":
        day = nth_weekday(year, month, 5, number)
        return weekend_point(day) if day else None
    thursday = nth_weekday(year, month, 3, number)
    first = add_days(thursday, -3) if thursday else None
    return week_point(first) if first else None
