"""Full calendar dates as they stand in headers, datelines and embargo lines (not in running text: see `dates/`)."""

from __future__ import annotations

import datetime
import re

_MONTHS = {
    "jan": 1, "jän": 1, "feb": 2, "mär": 3, "mar": 3, "mrz": 3, "apr": 4, "mai": 5, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "okt": 10, "nov": 11, "dez": 12,
}  # fmt: skip

DATE = r"(?:[0-9]{1,2}\. ?(?:[0-9]{1,2}\. ?|(?:Jan|Jän|Feb|Mär|Mar|Mrz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-zä]*\.? )(?:[12][0-9]{3}|[0-9]{2}(?![0-9:]))|[12][0-9]{3}-[0-9]{2}-[0-9]{2}|(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember) [12][0-9]{3})"
"""A date with its year (a month with its year is one too, but has no day)."""

_PARTS = re.compile(
    r"([0-9]{1,2})\. ?(?:([0-9]{1,2})\. ?|([A-Za-zä]{3})[a-zä]*\.? )([12][0-9]{3}|[0-9]{2})(?![0-9:])"
)
_ISO = re.compile(r"([12][0-9]{3})-([0-9]{2})-([0-9]{2})")
_CLOCK = re.compile(
    r"(?<![0-9.])([01]?[0-9]|2[0-4])(?:[.:]([0-5][0-9]))?(?= ?Uhr)|(?<![0-9.])([01]?[0-9]|2[0-3]):([0-5][0-9])"
)


def iso_date(text: str) -> str | None:
    """The first full date in the text, as YYYY-MM-DD; None where there is none or it is not in the calendar."""
    if found := _ISO.search(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _PARTS.search(text):
        day = int(found[1])
        month = int(found[2]) if found[2] else _MONTHS.get(found[3].lower(), 0)
        year = int(found[4])
        if year < 100:
            year += 2000 if year < 70 else 1900
    else:
        return None
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def iso_clock(text: str) -> str | None:
    """The first clock time in the text, as HH:MM."""
    found = _CLOCK.search(text)
    if not found:
        return None
    hour, minute = found[1] or found[3], found[2] or found[4] or "00"
    return f"{int(hour) % 24:02d}:{minute}"
