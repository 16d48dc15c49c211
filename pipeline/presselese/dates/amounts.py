"""Amounts of time: ISO 8601 and TIMEX3 values of lengths, and days so many units away."""

from __future__ import annotations

import datetime as dt
from typing import Any

from presselese.dates.calendar import add_days, add_months
from presselese.dates.nodes import Says

UNIT_GRANULARITY = {"D": "day", "W": "week", "M": "month", "Y": "year", "H": "hour", "MIN": "minute", "S": "second", "Q": "quarter", "HY": "half_year", "DE": "decade", "CE": "century", "WE": "weekend", "SJ": "year", "SEM": "half_year", "MS": "second"}  # fmt: skip
ISO_LENGTH = {"D": "P{}D", "W": "P{}W", "M": "P{}M", "Y": "P{}Y", "H": "PT{}H", "MIN": "PT{}M", "S": "PT{}S", "MS": "PT0.{}S", "SJ": "P{}Y", "SEM": "P{}M", "Q": "P{}M", "HY": "P{}M", "DE": "P{}Y", "CE": "P{}Y", "WE": "P{}D"}  # fmt: skip
FACTOR = {"Q": 3, "HY": 6, "DE": 10, "CE": 100, "WE": 2, "SEM": 6}
SMALLER = {
    "Y": ("M", 12),
    "SJ": ("M", 12),
    "D": ("H", 24),
    "H": ("MIN", 60),
    "MIN": ("S", 60),
    "DE": ("Y", 10),
    "CE": ("Y", 100),
    "W": ("D", 7),
    "M": ("W", 4),
    "WE": ("D", 2),
}


def length_values(says: Says) -> tuple[str, str]:
    """ISO 8601 and TIMEX3 value of a length."""
    if "iso" in says:
        return says["iso"], says["iso"]
    days, times, exchange = "", "", None
    for count, unit in says["parts"]:
        for whole, code in _whole(count, unit):
            number = whole if isinstance(whole, str) else whole * FACTOR.get(code, 1)
            piece = ISO_LENGTH[code].format(number)
            if piece.startswith("PT"):
                times += piece[2:]
            else:
                days += piece[1:]
            if code in ("DE", "CE", "WE", "Q", "HY"):
                exchange = f"P{whole}{code}" if code != "HY" else None
    value = "P" + days + ("T" + times if times else "")
    return value, exchange or value


def _whole(count: Any, unit: str) -> list[tuple[Any, str]]:
    """A half becomes the smaller unit: 1.5 years are a year and six months."""
    if not isinstance(count, float) or count.is_integer():
        return [(int(count) if isinstance(count, float) else count, unit)]
    if unit not in SMALLER:  # `0,02 Sekunden`
        return [(count, unit)]
    whole = int(count)
    smaller, number = SMALLER[unit]
    rest = round((count - whole) * number)
    return ([(whole, unit)] if whole else []) + [(rest, smaller)]


def shifted(day: dt.date | None, count: float, unit: str) -> dt.date | None:
    """The day so many units later."""
    if day is None:
        return None
    if unit in ("D", "W"):
        return add_days(day, round(count * (7 if unit == "W" else 1)))
    months = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    if months is None:
        return day
    if abs(count) > 10_000:
        return None
    return add_months(day, round(count * months))
