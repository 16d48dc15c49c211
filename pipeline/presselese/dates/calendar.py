"""The calendar: lengths of months, weeks, Easter, and the first and last day of every unit."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

Day = dt.date

MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    )
}
BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def month_length(year: int, month: int) -> int:
    """Number of days; `month` is 1 to 12."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def is_day(year: int | None, month: int, day: int) -> bool:
    """Whether this day exists; without a year 29 February does."""
    return 1 <= month <= 12 and 1 <= day <= month_length(2000 if year is None else year, month)


def make_day(year: int, month: int, day: int) -> Day | None:
    """The day, or None where the calendar (years 1 to 9999) has none."""
    if not 1 <= year <= 9999 or not is_day(year, month, day):
        return None
    return dt.date(year, month, day)


def add_days(day: Day, number: int) -> Day | None:
    """Days later (or earlier); None outside the years 1 to 9999."""
    try:
        return day + dt.timedelta(days=number)
    except OverflowError:
        return None


def add_months(day: Day, number: int) -> Day | None:
    """Months later; the day is cut to the length of the month."""
    months = day.year * 12 + day.month - 1 + number
    year, month = divmod(months, 12)
    return make_day(year, month + 1, min(day.day, month_length(max(year, 1), month + 1)))


def week_of(day: Day) -> tuple[int, int]:
    """Year and number of the ISO week."""
    year, week, _ = day.isocalendar()
    return year, week


def monday(year: int, week: int) -> Day | None:
    """First day of an ISO week."""
    try:
        return dt.date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


def next_weekday(day: Day, weekday: int, *, same: bool = False) -> Day | None:
    """The first such weekday after `day` (on it too with `same`)."""
    ahead = (weekday - day.weekday()) % 7
    return add_days(day, ahead or (0 if same else 7))


def last_weekday(day: Day, weekday: int, *, same: bool = False) -> Day | None:
    """The last such weekday before `day` (on it too with `same`)."""
    back = (day.weekday() - weekday) % 7
    return add_days(day, -(back or (0 if same else 7)))


@lru_cache(maxsize=512)
def easter(year: int) -> Day:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def holiday(rule: str, year: int) -> Day | None:
    """The day of a holiday (rule of holidays.tsv) in a year between 1 and 9999."""
    if not 1 < year < 9999:
        return None
    if rule.startswith("easter"):
        return add_days(easter(year), int(rule[6:]))
    if rule.startswith("advent"):
        fourth = last_weekday(dt.date(year, 12, 25), 6)
        return fourth and add_days(fourth, int(rule[6:]))
    if rule[0].isdigit():
        return make_day(year, int(rule[:2]), int(rule[3:]))
    month, number, weekday = rule.split("-")
    first = next_weekday(dt.date(year, MONTHS[month], 1), WEEKDAYS[weekday], same=True)
    return first and add_days(first, 7 * (int(number) - 1))


def nth_weekday(year: int, month: int, weekday: int, number: int) -> Day | None:
    """The nth such weekday of a month; -1 is the last, -2 the one before."""
    if number > 0:
        first = next_weekday(dt.date(year, month, 1), weekday, same=True)
        day = first and add_days(first, 7 * (number - 1))
        return day if day and day.month == month else None
    last = last_weekday(dt.date(year, month, month_length(year, month)), weekday, same=True)
    return last and add_days(last, 7 * (number + 1))
