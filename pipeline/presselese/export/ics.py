"""Announced events as a calendar (iCalendar, RFC 5545), in the time of Europe/Berlin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from presselese.export.events import Event, events
from presselese.record import Record, ReleaseMeta

ZONE = "Europe/Berlin"
# RFC 5545, 3.6.5: a calendar brings each time zone that it names. The rules of the European Union since 1996.
HEAD = f"""\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//presselese//DE
CALSCALE:GREGORIAN
METHOD:PUBLISH
BEGIN:VTIMEZONE
TZID:{ZONE}
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE""".splitlines()


def calendar(releases: Iterable[Record]) -> Iterator[str]:
    """The lines of a calendar with the events of all releases, folded, line ends included."""
    for line in _lines(releases):
        for piece in _folded(line):
            yield piece + "\r\n"


def _lines(releases: Iterable[Record]) -> Iterator[str]:
    yield from HEAD
    for release in releases:
        for event in events(release):
            yield from _event(release.meta, event)
    yield "END:VCALENDAR"


def _event(meta: ReleaseMeta, event: Event) -> Iterator[str]:
    about = "\n".join(filter(None, [meta.title, meta.issuer, meta.url]))
    yield "BEGIN:VEVENT"
    yield f"UID:{event.date.id}@presselese"
    yield f"DTSTAMP:{_stamp(meta.published)}"
    yield from _when(event.date.first or "", event.date.last)
    yield f"SUMMARY:{_escaped(event.summary)}"
    if about:
        yield f"DESCRIPTION:{_escaped(about)}"
    if meta.url and meta.url.isascii() and meta.url.isprintable() and " " not in meta.url:
        yield f"URL:{meta.url}"
    yield "TRANSP:TRANSPARENT"  # what a release announces keeps nobody busy
    yield "END:VEVENT"


def _stamp(published: str | None) -> str:
    """The moment of publication in UTC; midnight of a day without a time."""
    moment = datetime.fromisoformat(published or "1970-01-01")
    return f"{moment.astimezone(UTC) if moment.tzinfo else moment:%Y%m%dT%H%M%SZ}"


def _when(first: str, last: str | None) -> Iterator[str]:
    if "T" in first:
        yield f"DTSTART;TZID={ZONE}:{_compact(first)}"
        if last and "T" in last and last > first:
            yield f"DTEND;TZID={ZONE}:{_compact(last)}"
        return
    yield f"DTSTART;VALUE=DATE:{date.fromisoformat(first):%Y%m%d}"
    until = date.fromisoformat((last or first)[:10])
    if until < date.max:  # the end of a whole day is exclusive: the day after
        yield f"DTEND;VALUE=DATE:{until + timedelta(days=1):%Y%m%d}"


def _compact(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%Y%m%dT%H%M%S}"


_ESCAPES = str.maketrans(
    {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
    | {chr(code): "" for code in (*range(9), *range(11, 32), 127)}  # control characters have no form
)


def _escaped(text: str) -> str:
    """A text value, RFC 5545, 3.3.11."""
    return text.translate(_ESCAPES)


def _folded(line: str) -> Iterator[str]:
    """A line has at most 75 bytes; what is longer goes on behind a blank."""
    piece, size = "", 0
    for character in line:
        more = len(character.encode("utf-8", "replace"))
        if size + more > 75:
            yield piece
            piece, size = " ", 1
        piece += character
        size += more
    yield piece
