"""Dates of publication as files state them: ISO, German, mail headers, time stamps, file names, addresses."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jan january", "februar feber feb february", "märz maerz mrz mär march mar", "april apr",
            "mai may", "juni jun june", "juli jul july", "august aug", "september sept sep", "oktober okt october oct",
            "november nov", "dezember dez december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d?)-(\d\d?)(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_SLASHED = re.compile(r"(?<!\d)((?:19|20)\d\d)[/.](\d\d?)[/.](\d\d?)(?!\d)")
_GERMAN = re.compile(r"(?<!\d)(?<!\d\.)(\d\d?)\.\s?(\d\d?)\.\s?((?:19|20)\d\d|\d\d)(?!\d)")
_DASHED = re.compile(r"(?<!\d)(\d\d?)[-/](\d\d?)[-/]((?:19|20)\d\d)(?!\d)")
_PIPED = re.compile(r"(?<!\d)(\d\d?) ?\| ?(\d\d?) ?\| ?((?:19|20)\d\d)(?!\d)")
_NAMED = re.compile(r"(?<!\d)(\d\d?)\.?\s*([A-Za-zäÄ]{3,9})\.?,?\s+((?:19|20)\d\d)(?!\d)")
_ENGLISH = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d\d?)(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)(?!\d)")
_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_/.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_IN_NAME_GERMAN = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])[-_.](0[1-9]|1[0-2])[-_.]((?:19|20)\d\d)(?!\d)")


def iso_date(value: Any) -> str | None:
    """The day that a field states, as YYYY-MM-DD, or None. Numbers are seconds or milliseconds since 1970.

    The day is the one that is written: `2020-03-01T23:30:00Z` is 1 March.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).strip()
    if re.fullmatch(r"\d{9,10}(\.\d+)?|\d{12,13}", text):
        seconds = float(text) / (1000 if len(text.split(".")[0]) > 10 else 1)
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    if re.match(r"[A-Z][a-z]{2},? +\d", text):
        try:
            return parsedate_to_datetime(text).date().isoformat()
        except (ValueError, TypeError, IndexError):
            pass
    found = dates_in(text)
    return found[0][0] if found else None


def dates_in(text: str) -> list[tuple[str, int]]:
    """All days written out in a short text with their offsets, in order: `(YYYY-MM-DD, offset)`."""
    found: list[tuple[str, int]] = []
    for match in _ISO.finditer(text):
        if day := _day(match[1], match[2], match[3]):
            found.append((day, match.start()))
    for pattern, order in (
        (_COMPACT, "ymd"),
        (_SLASHED, "ymd"),
        (_GERMAN, "dmy"),
        (_DASHED, "dmy"),
        (_PIPED, "dmy"),
    ):
        for match in pattern.finditer(text):
            parts = dict(zip(order, match.groups(), strict=True))
            if day := _day(parts["y"], parts["m"], parts["d"]):
                found.append((day, match.start()))
    for match in _NAMED.finditer(text):
        if day := _day(match[3], MONTHS.get(match[2].lower()), match[1]):
            found.append((day, match.start()))
    for match in _ENGLISH.finditer(text):
        if day := _day(match[3], MONTHS.get(match[1].lower()), match[2]):
            found.append((day, match.start()))
    return sorted(found, key=lambda entry: entry[1])


def date_in_path(path: str) -> str | None:
    """The day in an address or file name: `/2020/03/01/`, `2020-03-01-titel`, `20200301`, `01.03.2020`."""
    for match in _IN_PATH.finditer(path):
        if day := _day(match[1], match[3], match[4]):
            return day
    for match in _IN_NAME_GERMAN.finditer(path):
        if day := _day(match[3], match[2], match[1]):
            return day
    return None


def date_in_file_name(name: str) -> dict[str, str]:
    """`published` and `published_from` as metadata, empty where the name states no day."""
    day = date_in_path(name)
    return {"published": day, "published_from": "filename"} if day else {}


def _day(year: Any, month: Any, day: Any) -> str | None:
    try:
        number = int(year)
        if number < 100:
            number += 2000 if number < 70 else 1900
        return date(number, int(month), int(day)).isoformat()
    except (TypeError, ValueError):
        return None
